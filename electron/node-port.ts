/** Adapts Electron's two kinds of MessagePort to the `Port` interface of host and client. */
import type { MessagePortMain } from 'electron'
import type { Port } from '../src/desk/hosts/port/port-messages.ts'

/** A port in the main or a utility process. */
export const overMainPort = (port: Pick<MessagePortMain, 'postMessage' | 'on' | 'start'>): Port => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => {
    port.on('message', (event) => listener(event.data))
    port.start()
  },
})

/** A port in a page or a preload. */
export const overPagePort = (port: {
  postMessage(message: unknown): void
  onmessage: ((event: { data: unknown }) => void) | null
}): Port => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => {
    port.onmessage = (event) => listener(event.data)
  },
})
