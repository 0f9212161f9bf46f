/** Saves bytes as a file through the browser's own download. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Later, so that the browser has started the download.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
