/**
 * A scanner on loopback that writes the bytes of its answers itself, so that it can break the rules of HTTP as real
 * ones do. By default it is an honest eSCL scanner with three sheets in its feeder; a test replaces single answers.
 */
import { createServer, type Socket } from 'node:net'
import { createServer as createSecure } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { CAPABILITIES } from './escl-server.ts'

/** An answer, or its bytes as they are sent. The connection is closed afterwards. Null: it is cut without an answer. */
export type OddAnswer =
  | { readonly code: number; readonly headers?: readonly string[]; readonly body?: string | Buffer }
  | { readonly raw: string | Buffer }
  | null

export interface OddState {
  /** Sheets in the feeder. */
  sheets: number
  /** Pages given to the present job. */
  given: number
  /** Jobs created, and whether the last one still exists at the scanner. */
  jobs: number
  open: boolean
  finished: boolean
  fromFeeder: boolean
  /** How often each resource was requested: capabilities, status, job, next. */
  readonly count: Record<'capabilities' | 'status' | 'job' | 'next', number>
  readonly deleted: string[]
  readonly page: Buffer
}
export interface OddRequest {
  readonly method: string
  readonly path: string
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}
type Behaviour = (state: OddState, request: OddRequest) => OddAnswer | undefined
export interface OddHabit {
  /** Each returns undefined where the scanner behaves as usual. */
  readonly connection?: (count: number) => 'reset' | undefined
  readonly capabilities?: Behaviour
  readonly status?: Behaviour
  readonly job?: Behaviour
  readonly next?: Behaviour
  readonly afterDelete?: (state: OddState) => void
  /** The path of a job below the root, and its address in the answer. */
  readonly jobName?: string
  readonly location?: (path: string) => string
}

export const xmlAnswer = (body: string): OddAnswer => ({ code: 200, headers: ['Content-Type: text/xml'], body })
export const pageAnswer = (state: OddState): OddAnswer => ({
  code: 200,
  headers: ['Content-Type: image/jpeg'],
  body: state.page,
})

export interface JobReport {
  readonly state: string
  readonly scanned?: number
  readonly waiting?: number
}
/** A status document. `adf` null: without a state of the feeder. */
export function statusXml(path: string | null, adf: string | null, device: string, job?: JobReport): string {
  const count = (name: string, value?: number) => (value === undefined ? '' : `<pwg:${name}>${value}</pwg:${name}>`)
  const jobs =
    job === undefined || path === null
      ? ''
      : `<scan:Jobs><scan:JobInfo><pwg:JobUri>${path}</pwg:JobUri>${count('ImagesCompleted', job.scanned)}${count('ImagesToTransfer', job.waiting)}<pwg:JobState>${job.state}</pwg:JobState></scan:JobInfo></scan:Jobs>`
  return `<scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.63</pwg:Version><pwg:State>${device}</pwg:State>${adf === null ? '' : `<scan:AdfState>${adf}</scan:AdfState>`}${jobs}</scan:ScannerStatus>`
}

function bytesOf(answer: Exclude<OddAnswer, null>): Buffer {
  if ('raw' in answer) return Buffer.from(answer.raw as string, 'latin1')
  const body = Buffer.from((answer.body ?? '') as string)
  const head = [`HTTP/1.1 ${answer.code} X`, ...(answer.headers ?? [])]
  const length = answer.code === 204 ? [] : [`Content-Length: ${body.length}`]
  return Buffer.concat([Buffer.from(`${[...head, ...length].join('\r\n')}\r\n\r\n`, 'latin1'), body])
}

/** The request, once it is complete. */
function requestIn(received: Buffer): OddRequest | null {
  const text = received.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const body = text.slice(end + 4)
  if (body.length < Number(headers.get('content-length') ?? 0)) return null
  const [method = '', path = ''] = first.split(' ')
  return { method, path, headers, body }
}

function usualAnswer(state: OddState, habit: OddHabit, request: OddRequest): OddAnswer {
  const jobPath = `/eSCL/ScanJobs/${habit.jobName ?? String(state.jobs)}`
  const own = (one: Behaviour | undefined): OddAnswer | undefined => one?.(state, request)
  const or = (answer: OddAnswer | undefined, usual: () => OddAnswer): OddAnswer =>
    answer === undefined ? usual() : answer
  if (request.path === '/eSCL/ScannerCapabilities') {
    state.count.capabilities += 1
    return or(own(habit.capabilities), () => xmlAnswer(CAPABILITIES))
  }
  if (request.path === '/eSCL/ScannerStatus') {
    state.count.status += 1
    const adf = state.sheets > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty'
    return or(own(habit.status), () => xmlAnswer(statusXml(jobPath, adf, state.open ? 'Processing' : 'Idle')))
  }
  if (request.method === 'POST') {
    state.count.job += 1
    return or(own(habit.job), () => {
      Object.assign(state, { given: 0, open: true, finished: false, jobs: state.jobs + 1 })
      state.fromFeeder = request.body.includes('Feeder')
      const path = `/eSCL/ScanJobs/${habit.jobName ?? String(state.jobs)}`
      return { code: 201, headers: [`Location: ${habit.location?.(path) ?? path}`] }
    })
  }
  if (request.method === 'DELETE') {
    state.deleted.push(request.path)
    state.open = false
    habit.afterDelete?.(state)
    return { code: 200 }
  }
  if (request.path !== `${jobPath}/NextDocument` || !state.open) return { code: 404 }
  state.count.next += 1
  const answer = own(habit.next)
  if (answer !== undefined) return answer
  if (state.fromFeeder ? state.sheets === 0 : state.given > 0) return { code: 404 }
  countPage(state)
  return pageAnswer(state)
}

/** For a habit that gives a page itself. */
export function countPage(state: OddState): void {
  state.given += 1
  if (state.fromFeeder) state.sheets -= 1
  state.finished = state.fromFeeder ? state.sheets === 0 : true
}

export interface OddScanner {
  readonly url: string
  readonly state: OddState
  close(): Promise<void>
}

export async function startOddScanner(
  habit: OddHabit,
  page: Buffer,
  tls?: { readonly key: string; readonly cert: string },
): Promise<OddScanner> {
  const state: OddState = {
    sheets: 3,
    given: 0,
    jobs: 0,
    open: false,
    finished: false,
    fromFeeder: true,
    count: { capabilities: 0, status: 0, job: 0, next: 0 },
    deleted: [],
    page,
  }
  const sockets = new Set<Socket>()
  let connections = 0
  const listener = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    connections += 1
    if (habit.connection?.(connections) === 'reset') return void socket.resetAndDestroy()
    let received = Buffer.alloc(0)
    socket.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part])
      const request = requestIn(received)
      if (request === null) return
      received = Buffer.alloc(0)
      const answer = usualAnswer(state, habit, request)
      if (answer === null) socket.destroy()
      else socket.end(bytesOf(answer))
    })
  }
  const server = tls === undefined ? createServer(listener) : createSecure(tls, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/eSCL`,
    state,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
