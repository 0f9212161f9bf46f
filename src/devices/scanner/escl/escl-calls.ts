/** The calls of the eSCL protocol to one scanner, each with its limits of size and time. */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import type { Pin } from '../../pinned-tls.ts'
import { MOST_PAGE_BYTES } from '../scanner.ts'
import { esclHttp, type EsclReply } from './escl-http.ts'
import { readCapabilities, readStatus, type EsclCapabilities, type EsclStatus } from './escl-messages.ts'
import { problemBeforeScan } from './escl-problems.ts'
import { MOST_XML_BYTES } from './escl-xml.ts'

export interface EsclTimeouts {
  /** For an answer in XML. */
  readonly answerMs: number
  /** From asking for a page to having it, including warming up and scanning. */
  readonly pageMs: number
  /** The longest pause between two bytes of a page. */
  readonly silenceMs: number
  /** Between two requests while a page is not ready. */
  readonly pollMs: number
  /** How long a job is requested again from a scanner that is busy or waking up. */
  readonly busyMs: number
}
/** Deleting a job is part of every scan that did not end by itself, so it must be quick. */
const DELETE_MS = 3_000

export interface PageRequest {
  readonly job: string
  /** For the whole page. */
  readonly wholeMs: number
  readonly signal: AbortSignal | undefined
  readonly onBytes: (got: number, total: number | null) => void
}

export interface EsclCalls {
  readonly name: string
  readonly timeouts: EsclTimeouts
  capabilities(signal?: AbortSignal): Promise<Result<EsclCapabilities>>
  /** Null when the scanner gives no usable answer. */
  status(job: string | null): Promise<EsclStatus | null>
  /** `host`: the Host header, where it must differ from the address. */
  createJob(settings: string, host?: string): Promise<EsclReply>
  /** The path of a job below the address of this scanner, whatever host `location` names; null when it is none. */
  jobPath(location: string | null): string | null
  nextDocument(request: PageRequest): Promise<EsclReply>
  deleteJob(job: string): Promise<void>
  /** Waits for that time, or until the scan is stopped. */
  pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void>
}

export function esclCalls(name: string, url: string, pin: Pin, timeouts: EsclTimeouts): EsclCalls {
  const origin = new URL(url)
  const root = origin.pathname.replace(/\/+$/, '')
  const http = esclHttp(origin, pin)
  const xml = { mostBytes: MOST_XML_BYTES, silenceMs: timeouts.answerMs, wholeMs: timeouts.answerMs }
  const get = (path: string, signal?: AbortSignal) => http.call({ ...xml, path: `${root}${path}`, signal })

  return {
    name,
    timeouts,
    capabilities: async (signal) => {
      const reply = await get('/ScannerCapabilities', signal)
      if (!reply.ok) return { ok: false, problem: problemBeforeScan(name, reply.why) }
      const { status, body } = reply.answer
      if (status === 401 || status === 403) return refuse('scanner.access-denied', { scanner: name, pages: 0 })
      if (status === 503) return refuse('scanner.busy', { scanner: name, pages: 0 })
      const read = status === 200 ? readCapabilities(body) : null
      return read === null ? refuse('scanner.not-understood', { scanner: name, pages: 0 }) : ok(read)
    },
    status: async (job) => {
      const reply = await get('/ScannerStatus')
      return reply.ok && reply.answer.status === 200 ? readStatus(reply.answer.body, job) : null
    },
    // A stopped scan does not abort this call: a job that was created but is unknown here would keep the scanner busy.
    // It is deleted afterwards instead.
    createJob: (settings, host) =>
      http.call({
        ...xml,
        method: 'POST',
        path: `${root}/ScanJobs`,
        body: settings,
        headOnly: true,
        ...(host === undefined ? {} : { host }),
      }),
    jobPath: (location) =>
      location !== null && URL.canParse(location, origin.href)
        ? new URL(location, origin.href).pathname.replace(/\/+$/, '')
        : null,
    nextDocument: ({ job, wholeMs, signal, onBytes }) =>
      http.call({
        path: `${job}/NextDocument`,
        mostBytes: MOST_PAGE_BYTES,
        silenceMs: Math.min(timeouts.silenceMs, wholeMs),
        wholeMs,
        signal,
        onBytes,
      }),
    deleteJob: async (job) => {
      await http.call({ ...xml, method: 'DELETE', path: job, silenceMs: DELETE_MS, wholeMs: DELETE_MS, headOnly: true })
    },
    pause: async (milliseconds, signal) => {
      await wait(Math.min(Math.max(milliseconds, 20), 5_000), null, signal === undefined ? {} : { signal }).catch(
        () => null,
      )
    },
  }
}
