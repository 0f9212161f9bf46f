/**
 * The bytes of the file that will most likely be shown next, fetched while another one is read. Only one file is kept,
 * and only until it is taken: files are never stored by the browser.
 */
let ahead: { readonly url: string; readonly bytes: ArrayBuffer } | null = null

/** Fetches a file and keeps it for {@link takeFetched}. Rejects if it cannot be fetched. */
export async function fetchAhead(url: string): Promise<void> {
  if (ahead?.url === url) return
  ahead = null
  const response = await fetch(url, { credentials: 'same-origin' })
  if (response.ok) ahead = { url, bytes: await response.arrayBuffer() }
}

/** The bytes that were fetched ahead from this address, once; null: they were not. */
export function takeFetched(url: string): ArrayBuffer | null {
  if (ahead?.url !== url) return null
  const { bytes } = ahead
  ahead = null
  return bytes
}
