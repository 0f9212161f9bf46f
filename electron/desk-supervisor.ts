/**
 * Controls the desk process from Electron's main process: starts it, passes ports to it, answers its questions about
 * key store and printers, stops it.
 */
import type { MessagePortMain, UtilityProcess } from 'electron'
import { fromDeskProcess, type FromDeskProcess, type ToDeskProcess } from './desk-channel.ts'

export interface DeskSupervisor {
  /** Resolves when the desk is open. @throws an error with the desk's message when it cannot be opened */
  start(message: Extract<ToDeskProcess, { type: 'start' }>): Promise<void>
  serve(port: MessagePortMain): void
  /** Asks the desk to close and waits for its process to end; kills the process after `graceMs`. */
  stop(graceMs?: number): Promise<void>
}

/** Questions of the desk that only the main process can answer. */
export interface DeskQuestions {
  secret(message: Extract<FromDeskProcess, { type: 'wrap' | 'unwrap' }>): ToDeskProcess
  printing(message: Extract<FromDeskProcess, { type: 'list-printers' | 'print' }>): Promise<ToDeskProcess>
}

export function startDeskProcess(
  child: Pick<UtilityProcess, 'on' | 'once' | 'postMessage' | 'kill'>,
  answerFor: DeskQuestions,
): DeskSupervisor {
  let opened: (() => void) | null = null
  let refused: ((failure: Error) => void) | null = null
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => refused?.(new Error('The desk ended while it was starting.')))

  child.on('message', (raw: unknown) => {
    const message = fromDeskProcess.parse(raw)
    if (message.type === 'ready') opened?.()
    else if (message.type === 'failed') refused?.(new Error(message.reason))
    else if (message.type === 'wrap' || message.type === 'unwrap') child.postMessage(answerFor.secret(message))
    else void answerFor.printing(message).then((answer) => child.postMessage(answer))
  })

  return {
    start: (message) =>
      new Promise((resolve, reject) => {
        opened = resolve
        refused = reject
        child.postMessage(message)
      }),
    serve: (port) => child.postMessage({ type: 'serve' } satisfies ToDeskProcess, [port]),
    stop: async (graceMs = 5000) => {
      child.postMessage({ type: 'stop' } satisfies ToDeskProcess)
      const timer = setTimeout(() => child.kill(), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}
