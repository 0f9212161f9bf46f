/**
 * What is refused as too much, once for every door that files come through: the window, the desk, the scanner's folder,
 * the central store.
 */
const MEGABYTE = 1024 * 1024

/** One file as it comes in. */
export const SCAN_LIMITS = {
  bytes: 40 * MEGABYTE,
  /** Pages of a file, and of a draft in all. */
  pages: 60,
  /** Pixels of one page: A3 at 600 dpi has 70 million. */
  pixels: 100_000_000,
} as const

/** A file as it is kept with its request: the pages of all files that came in, in one PDF. */
export const ATTACHMENT_LIMITS = {
  bytes: 64 * MEGABYTE,
  /** One part of an upload. */
  chunk: MEGABYTE,
} as const
