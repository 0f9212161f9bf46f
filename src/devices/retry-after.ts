/**
 * The pause in milliseconds that a Retry-After header asks for. Null when it is missing or a date (RFC 9110 section
 * 10.2.3).
 */
export const retryAfterMs = (header: string | undefined): number | null =>
  header !== undefined && /^\d{1,4}$/.test(header) ? Number(header) * 1000 : null
