/** The transport in Electron. The preload script exposes this object, and nothing else, as `window.desk`. */
import type { DeskBridge } from '../../src/protocol/desk/bridge.ts'
import type { Transport } from '../desk-client.ts'

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
      return bridge.putBytes(new Uint8Array(await bytes.arrayBuffer()), name ?? '')
    },
    bytesUrl: (sha256) => bridge.bytesUrl(sha256),
  }
}
