/** Transport of Electron: the preload exposes exactly this as `window.desk` and nothing else. */
import type { Transport } from '../desk-client.ts'

export interface DeskBridge {
  call(procedure: string, input: unknown): Promise<unknown>
  subscribe(listener: (event: unknown) => void): () => void
  putBytes(bytes: ArrayBuffer, name: string): Promise<unknown>
  bytesUrl(sha256: string): string
}

declare global {
  interface Window {
    readonly desk?: DeskBridge
  }
}

export function createBridgeTransport(bridge: DeskBridge): Transport {
  return {
    call: (procedure, input) => bridge.call(procedure, input),
    subscribe({ onConnection, onEvent }) {
      onConnection(true)
      return bridge.subscribe(onEvent)
    },
    async putBytes(bytes, { name, onProgress } = {}) {
      onProgress?.(0, bytes.size)
      return bridge.putBytes(await bytes.arrayBuffer(), name ?? '')
    },
    bytesUrl: (sha256) => bridge.bytesUrl(sha256),
  }
}
