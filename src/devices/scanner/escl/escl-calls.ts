/** The calls of the eSCL protocol to one scanner, each with its limits of size and time. */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import type { Pin } from '../../pinned-tls.ts'
import { MOST_PAGE_BYTES } from '../scanner.ts'
import { esclHttp, type EsclReply, type LoginSource } from './escl-http.ts'
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

/** How often a question is asked again when there is no answer: the first connection to a sleeping device is cut. */
const SILENT_TRIES = 3

/**
 * The path of a job. A relative address is relative to the collection to which the job was posted (RFC 9110 section
 * 10.2.2); a name with another scheme, as `urn:uuid:…`, is one in that collection.
 */
function pathOfJob(collection: URL, location: string | null): string | null {
  if (location === null || location.trim() === '') return null
  const isAddress = /^(https?:|\/|\.)/i.test(location.trim())
  const relative = location.trim().replace(/^(?:ScanJobs\/)?/i, '')
  const target = URL.parse(isAddress ? location.trim() : `${collection.pathname}/${relative}`, collection.href)
  return target === null || target.pathname === '/' ? null : target.pathname.replace(/\/+$/, '')
}

export interface EsclCallsOptions {
  readonly name: string
  readonly url: string
  readonly pin: Pin
  readonly timeouts: EsclTimeouts
  readonly login?: LoginSource | undefined
}

export function esclCalls({ name, url, pin, timeouts, login }: EsclCallsOptions): EsclCalls {
  const origin = new URL(url)
  const root = origin.pathname.replace(/\/+$/, '')
  const collection = new URL(`${root}/ScanJobs`, origin)
  const http = esclHttp(origin, pin, login)
  const xml = { mostBytes: MOST_XML_BYTES, silenceMs: timeouts.answerMs, wholeMs: timeouts.answerMs }
  const pause = async (milliseconds: number, signal: AbortSignal | undefined): Promise<void> => {
    await wait(Math.min(Math.max(milliseconds, 20), 5_000), null, signal === undefined ? {} : { signal }).catch(
      () => null,
    )
  }
  /** Asks again where there is no answer at all. A question changes nothing at the scanner. */
  const get = async (path: string, signal?: AbortSignal): Promise<EsclReply> => {
    for (let tries = 1; ; tries++) {
      const reply = await http.call({ ...xml, path: `${root}${path}`, signal })
      if (reply.ok || !['unreachable', 'broken'].includes(reply.why) || tries >= SILENT_TRIES) return reply
      await pause(timeouts.pollMs, signal)
    }
  }
  /** Asks again while the scanner answers that it is waking up. */
  const getAwake = async (path: string, signal?: AbortSignal): Promise<EsclReply> => {
    const began = performance.now()
    for (;;) {
      const reply = await get(path, signal)
      const isAsleep = reply.ok && (reply.answer.status === 503 || reply.answer.status === 429)
      if (!isAsleep || performance.now() - began >= timeouts.busyMs || signal?.aborted === true) return reply
      await pause(reply.answer.retryAfterMs ?? timeouts.pollMs * 2, signal)
    }
  }

  return {
    name,
    timeouts,
    capabilities: async (signal) => {
      const reply = await getAwake('/ScannerCapabilities', signal)
      if (!reply.ok) return { ok: false, problem: problemBeforeScan(name, reply.why) }
      const { status, body } = reply.answer
      if (status === 401 || status === 403) return refuse('scanner.access-denied', { scanner: name, pages: 0 })
      if (status === 503 || status === 429) return refuse('scanner.busy', { scanner: name, pages: 0 })
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
    jobPath: (location) => pathOfJob(collection, location),
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
    pause,
  }
}
