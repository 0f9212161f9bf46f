/**
 * A printer on loopback that writes the bytes of its HTTP answers itself. By default it is an honest IPP printer that
 * prints a job while it is asked about it a few times; a test replaces single answers.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createSecure } from 'node:tls'
import { encode, idle, job, type Answer } from './ipp-answers.ts'

export const OPERATION = { print: 0x0002, cancel: 0x0008, job: 0x0009, printer: 0x000b } as const
export type Operation = keyof typeof OPERATION

export interface OddPrinterCall {
  readonly operation: Operation
  /** How often this operation was called, with this call. */
  readonly count: number
  readonly version: number
  /** Whether the job was cancelled before. */
  readonly cancelled: boolean
  readonly body: Buffer
}
/** An IPP answer, the bytes of a whole HTTP answer, or null: the connection is cut. */
export type PrinterReply = Answer | Buffer | null
export interface PrinterHabit {
  /** Undefined where the printer behaves as usual. */
  readonly reply?: ((call: OddPrinterCall) => PrinterReply | undefined) | undefined
  /** Called when the head of a request has come, before its body. */
  readonly early?: (operation: Operation) => Buffer | undefined
  /** Changes the bytes of an IPP answer, or puts them into another HTTP answer. */
  readonly ipp?: (message: Buffer) => Buffer
  readonly http?: (message: Buffer) => Buffer
  readonly tls?: { readonly key: string; readonly cert: string }
}

export const httpAnswer = (head: string, body: Buffer | string = ''): Buffer =>
  Buffer.concat([Buffer.from(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`), Buffer.from(body)])
const usualHttp = (message: Buffer): Buffer => httpAnswer('HTTP/1.1 200 OK\r\nContent-Type: application/ipp', message)

/** What an honest printer answers: a job runs for three questions. */
function usualReply({ operation, count }: OddPrinterCall): Answer {
  if (operation === 'printer') return idle()
  if (operation === 'print') return job(3)
  return operation === 'job' ? job(count < 4 ? 5 : 9) : {}
}

export interface OddPrinter {
  readonly port: number
  readonly calls: OddPrinterCall[]
  count(operation: Operation): number
  close(): Promise<void>
}

export async function startOddPrinter(habit: PrinterHabit): Promise<OddPrinter> {
  const calls: OddPrinterCall[] = []
  const count = (operation: Operation): number => calls.filter((call) => call.operation === operation).length
  const sockets = new Set<Socket>()

  const answer = (socket: Socket, body: Buffer, operation: Operation): void => {
    const version = body.readUInt16BE(0)
    const call = { operation, count: count(operation) + 1, version, body, cancelled: count('cancel') > 0 }
    calls.push(call)
    const own = habit.reply?.(call)
    const reply = own === undefined ? usualReply(call) : own
    if (reply === null) return void socket.destroy()
    if (Buffer.isBuffer(reply)) return void socket.end(reply)
    const message = encode(reply)
    socket.end((habit.http ?? usualHttp)(habit.ipp?.(message) ?? message))
  }
  const listener = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let received = Buffer.alloc(0)
    let isKnown = false
    socket.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part])
      const end = received.indexOf('\r\n\r\n')
      if (end < 0 || received.length < end + 12) return
      const code = received.readUInt16BE(end + 6)
      const operation = (Object.keys(OPERATION) as Operation[]).find((name) => OPERATION[name] === code)
      if (operation === undefined) return void socket.destroy()
      if (!isKnown) {
        isKnown = true
        const early = habit.early?.(operation)
        if (early !== undefined) {
          socket.write(early, () => socket.destroySoon())
          return
        }
      }
      const length = Number(/content-length: (\d+)/i.exec(received.toString('latin1', 0, end))?.[1] ?? NaN)
      if (received.length === end + 4 + length) answer(socket, received.subarray(end + 4), operation)
    })
  }
  const server = habit.tls === undefined ? createServer(listener) : createSecure(habit.tls, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    count,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
