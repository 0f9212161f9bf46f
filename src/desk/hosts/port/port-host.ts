/**
 * The desk's contract over a MessagePort: the host for Electron. The browser host serves the same contract over
 * loopback HTTP.
 */
import { PROCEDURES, type ProcedureName } from '../../../protocol/desk.ts'
import { problem, refuse, type Result } from '../../../domain/problem.ts'
import type { Desk } from '../../desk-interface.ts'
import { storeReceived } from '../received-file.ts'
import { callNumber, toDesk, type Port, type ToDesk } from './port-messages.ts'

/** Serves one renderer. Returns the function that stops it (the window was closed). */
export function servePort(desk: Desk, port: Port, onBug: (failure: unknown) => string): () => void {
  async function answer(message: ToDesk): Promise<Result<unknown>> {
    switch (message.type) {
      case 'call':
        // `hasOwn`, because a name like "constructor" is not a procedure.
        if (!Object.hasOwn(PROCEDURES, message.procedure)) return refuse('route.unknown')
        return desk.call(message.procedure as ProcedureName, message.input as never)
      case 'put-bytes':
        return storeReceived(desk.putBytes, {
          name: message.name,
          size: message.bytes.byteLength,
          bytes: message.bytes,
        })
      case 'get-bytes':
        return desk.getBytes(message.sha256)
    }
  }

  port.listen((raw) => {
    const message = toDesk.safeParse(raw)
    if (!message.success) {
      // Without a readable call number no call can be answered.
      const callId = callNumber(raw)
      if (callId !== null) port.post({ type: 'answer', callId, result: refuse('input.invalid', { issues: [] }) })
      return
    }
    const { callId } = message.data
    void answer(message.data)
      .catch((failure: unknown): Result<unknown> => ({
        ok: false,
        problem: problem('unexpected', { reference: onBug(failure) }),
      }))
      .then((result) => port.post({ type: 'answer', callId, result }))
  })
  return desk.subscribe((event) => port.post({ type: 'event', event }))
}
