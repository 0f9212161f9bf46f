/** `window.desk` over a port that arrives later: earlier calls wait for it. No Node, no Electron. */
import type { DeskBridge } from '../../../protocol/desk/bridge.ts'
import type { PortClient } from './port-client.ts'

export const pageBridge = (client: Promise<PortClient>): DeskBridge => ({
  call: async (procedure, input) => (await client).call(procedure, input),
  putBytes: async (bytes, name) => (await client).putBytes(bytes, name),
  subscribe: (listener) => {
    let stop: (() => void) | null = null
    let stopped = false
    void client.then((connected) => {
      if (!stopped) stop = connected.subscribe(listener)
    })
    return () => {
      stopped = true
      stop?.()
    }
  },
  bytesUrl: (sha256) => `/desk/bytes/${sha256}`,
})
