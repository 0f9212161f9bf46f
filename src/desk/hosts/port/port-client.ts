/** The other end of `servePort`: what Electron's preload exposes to the page as `window.desk`. No Node, no Electron. */
import type { DeskEvent } from '../../../protocol/desk.ts'
import { fromDesk, type Port, type ToDesk } from './port-messages.ts'

/** Results are passed on unparsed; the page parses them with the contract's schemas, as with the browser host. */
export interface PortClient {
  call(procedure: string, input: unknown): Promise<unknown>
  putBytes(bytes: Uint8Array, name: string): Promise<unknown>
  getBytes(sha256: string): Promise<unknown>
  subscribe(listener: (event: DeskEvent) => void): () => void
}

type WithoutId<M> = M extends unknown ? Omit<M, 'callId'> : never

export function portClient(port: Port): PortClient {
  const waiting = new Map<number, (result: unknown) => void>()
  const listeners = new Set<(event: DeskEvent) => void>()
  let lastCall = 0

  port.listen((raw) => {
    const message = fromDesk.parse(raw)
    if (message.type === 'event') return listeners.forEach((listener) => listener(message.event))
    waiting.get(message.callId)?.(message.result)
    waiting.delete(message.callId)
  })

  const ask = (message: WithoutId<ToDesk>) =>
    new Promise<unknown>((resolve) => {
      const callId = ++lastCall
      waiting.set(callId, resolve)
      port.post({ ...message, callId } as ToDesk)
    })

  return {
    call: (procedure, input) => ask({ type: 'call', procedure, input }),
    putBytes: (bytes, name) => ask({ type: 'put-bytes', bytes, name }),
    getBytes: (sha256) => ask({ type: 'get-bytes', sha256 }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
