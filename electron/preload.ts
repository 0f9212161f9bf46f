/**
 * Runs sandboxed beside the page and exposes `window.desk`, the only interface the page gets. The main process sends
 * the port once the page is loaded; earlier calls wait for it.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { pageBridge } from '../src/desk/hosts/port/page-bridge.ts'
import { portClient, type PortClient } from '../src/desk/hosts/port/port-client.ts'
import { overPagePort } from './node-port.ts'

const client = new Promise<PortClient>((resolve) => {
  ipcRenderer.once('desk-port', (event) => {
    const [port] = event.ports
    if (port) resolve(portClient(overPagePort(port)))
  })
})
ipcRenderer.send('desk-port-wanted')

contextBridge.exposeInMainWorld('desk', pageBridge(client))
