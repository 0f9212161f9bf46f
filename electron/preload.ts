/**
 * Runs sandboxed beside the page and exposes `window.desk`, the only interface the page gets. The main process sends
 * the port once the page is loaded; earlier calls wait for it.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { portClient, type PortClient } from '../src/desk/hosts/port/port-client.ts'
import { overPagePort } from './node-port.ts'

const client = new Promise<PortClient>((resolve) => {
  ipcRenderer.once('desk-port', (event) => {
    const [port] = event.ports
    if (port) resolve(portClient(overPagePort(port)))
  })
})
ipcRenderer.send('desk-port-wanted')

contextBridge.exposeInMainWorld('desk', {
  call: async (procedure: string, input: unknown) => (await client).call(procedure, input),
  putBytes: async (bytes: Uint8Array) => (await client).putBytes(bytes),
  subscribe: (listener: Parameters<PortClient['subscribe']>[0]) => {
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
  bytesUrl: (sha256: string) => `/desk/bytes/${sha256}`,
})
