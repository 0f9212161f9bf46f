/**
 * `window.desk`: what Electron's preload exposes to the page and the renderer calls. Nothing else passes between them.
 */
export interface DeskBridge {
  /** Answers come as they are; the renderer parses them by the contract. */
  call(procedure: string, input: unknown): Promise<unknown>
  subscribe(listener: (event: unknown) => void): () => void
  /** `name`: the file's own, for the words of a refusal. */
  putBytes(bytes: Uint8Array, name: string): Promise<unknown>
  bytesUrl(sha256: string): string
}
