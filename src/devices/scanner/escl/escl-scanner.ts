/** Driverless network scanners: eSCL (AirScan, Mopria) over HTTP, the same on Windows and Linux. */
import { setTimeout as wait } from 'node:timers/promises'
import { canScan, type ScanSettings } from '../../../domain/devices/scanning.ts'
import { ok, problem, refuse, type Problem, type Result } from '../../../domain/problem.ts'
import { MOST_PAGE_BYTES, MOST_PAGES, type ScanEvent, type Scanner, type ScanOptions } from '../scanner.ts'
import type { Pin } from '../../pinned-tls.ts'
import { esclHttp, type EsclAnswer, type NoAnswer } from './escl-http.ts'
import {
  readCapabilities,
  readStatus,
  settingsMessage,
  type EsclCapabilities,
  type EsclStatus,
} from './escl-messages.ts'
import { MOST_XML_BYTES } from './escl-xml.ts'

export interface EsclPatience {
  /** For an answer in XML. */
  readonly answerMs: number
  /** From asking for a page to having it, warming up and scanning included. */
  readonly pageMs: number
  /** Without a byte while a page comes. */
  readonly silenceMs: number
  /** Between two asks while the scanner says that the page is not there yet. */
  readonly pollMs: number
  /** How long one that is busy or waking up is asked again for a job. */
  readonly busyMs: number
}
const PATIENCE: EsclPatience = { answerMs: 10_000, pageMs: 120_000, silenceMs: 60_000, pollMs: 500, busyMs: 12_000 }
/**
 * How often a feeder that seems to be empty is asked again: sensors settle, and Brother's forget the next sheet for a
 * moment (sane-airscan#39).
 */
const EMPTY_ASKS = 3
/** To take a job away when all is over; who waits for the answer to a scan waits for this too. */
const FAREWELL_MS = 3_000

/** By what the bytes are: makers write `image/jpg`, `application/octet-stream` or nothing at all. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['ffd8ff', 'jpg'],
  ['89504e470d0a1a0a', 'png'],
  ['49492a00', 'tif'],
  ['4d4d002a', 'tif'],
  ['255044462d', 'pdf'],
]
const extensionOf = (body: Buffer): string | undefined => {
  const beginning = body.subarray(0, 8).toString('hex')
  return BEGINNINGS.find(([bytes]) => beginning.startsWith(bytes))?.[1]
}

export interface EsclScannerOptions {
  readonly name: string
  /** The root of its resources, e.g. `http://scanner.local/eSCL`. */
  readonly url: string
  readonly pin: Pin
  readonly patience?: EsclPatience
}

export function esclScanner({ name, url, pin, patience = PATIENCE }: EsclScannerOptions): Scanner {
  const origin = new URL(url)
  const root = origin.pathname.replace(/\/+$/, '')
  const http = esclHttp(origin, pin)

  /** Before anything was scanned: it does not answer, or is somebody else. */
  const silent = (why: NoAnswer): Problem => {
    if (why === 'certificate') return problem('scanner.certificate', { scanner: name })
    if (why === 'too-large') return problem('scanner.not-understood', { scanner: name, pages: 0 })
    return why === 'cancelled'
      ? problem('scanner.cancelled', { scanner: name, pages: 0 })
      : problem('scanner.unreachable', { scanner: name })
  }
  /** In the middle of a scan. */
  const lost = (why: NoAnswer, pages: number): Problem => {
    const facts = { scanner: name, pages }
    switch (why) {
      case 'certificate':
        return problem('scanner.certificate', { scanner: name })
      case 'timed-out':
        return problem('scanner.timed-out', facts)
      case 'too-large':
        return problem('scanner.not-understood', facts)
      case 'cancelled':
        return problem('scanner.cancelled', facts)
      default:
        return problem('scanner.gone', facts)
    }
  }
  /** A while, or less when nobody wants the scan any more. */
  const pause = async (milliseconds: number, signal: AbortSignal | undefined): Promise<void> => {
    await wait(Math.min(Math.max(milliseconds, 20), 5_000), null, signal === undefined ? {} : { signal }).catch(
      () => null,
    )
  }
  const ask = (path: string, signal?: AbortSignal) =>
    http.call({
      path: `${root}${path}`,
      mostBytes: MOST_XML_BYTES,
      silenceMs: patience.answerMs,
      wholeMs: patience.answerMs,
      signal,
    })

  async function capabilities(signal?: AbortSignal): Promise<Result<EsclCapabilities>> {
    const reply = await ask('/ScannerCapabilities', signal)
    if (!reply.ok) return { ok: false, problem: silent(reply.why) }
    if (reply.answer.status === 401 || reply.answer.status === 403)
      return refuse('scanner.access-denied', { scanner: name, pages: 0 })
    if (reply.answer.status === 503) return refuse('scanner.busy', { scanner: name, pages: 0 })
    const read = reply.answer.status === 200 ? readCapabilities(reply.answer.body) : null
    return read === null ? refuse('scanner.not-understood', { scanner: name, pages: 0 }) : ok(read)
  }
  async function status(jobPath: string | null): Promise<EsclStatus | null> {
    const reply = await ask('/ScannerStatus')
    return reply.ok && reply.answer.status === 200 ? readStatus(reply.answer.body, jobPath) : null
  }
  /** What the scanner itself says is wrong; null when it complains of nothing. */
  const complaint = (said: EsclStatus | null, fromFeeder: boolean, pages: number): Problem | null => {
    const facts = { scanner: name, pages }
    if (said === null) return null
    if (fromFeeder) {
      if (said.feeder === 'jam') return problem('scanner.jam', facts)
      if (said.feeder === 'cover-open') return problem('scanner.cover-open', facts)
      if (said.feeder === 'stopped') return problem('scanner.failed', facts)
    }
    if (said.job === 'aborted' || said.device === 'stopped') return problem('scanner.failed', facts)
    return said.job === 'cancelled' ? problem('scanner.cancelled', facts) : null
  }

  /** Begins a job; its path below the origin of this scanner, whatever host it names. */
  async function begin(settings: ScanSettings, signal: AbortSignal | undefined): Promise<Result<string>> {
    const known = await capabilities(signal)
    if (!known.ok) return known
    const offered = known.value.sources.find(({ source }) => source === settings.source)
    if (offered === undefined || !canScan(known.value.sources, settings))
      return refuse('scanner.settings', { scanner: name })
    const fromFeeder = settings.source !== 'flatbed'
    const isStopped = (): boolean => signal?.aborted === true
    // What a sleeping device says of itself is only believed of its feeder, which some jam when it is started empty
    // (Canon MF410).
    let before = fromFeeder ? await status(null) : null
    for (let asks = 1; before?.feeder === 'empty' && asks < EMPTY_ASKS && !isStopped(); asks++) {
      await pause(patience.pollMs, signal)
      before = await status(null)
    }
    if (isStopped()) return refuse('scanner.cancelled', { scanner: name, pages: 0 })
    const obstacle = before === null ? null : complaint({ ...before, device: 'ready' }, fromFeeder, 0)
    if (obstacle !== null) return { ok: false, problem: obstacle }
    if (before?.feeder === 'empty') return refuse('scanner.no-documents', { scanner: name, pages: 0 })
    const message = settingsMessage(known.value.version, settings, offered)
    // Not broken off when somebody stops the scan: a job begun that nobody knows of keeps the scanner busy. It is taken
    // away after.
    const post = (host?: string) =>
      http.call({
        method: 'POST',
        path: `${root}/ScanJobs`,
        body: message,
        mostBytes: MOST_XML_BYTES,
        silenceMs: patience.answerMs,
        wholeMs: patience.answerMs,
        headOnly: true,
        ...(host === undefined ? {} : { host }),
      })
    const began = performance.now()
    let reply = await post()
    while (reply.ok && reply.answer.status === 503 && performance.now() - began < patience.busyMs) {
      await pause(reply.answer.retryAfterMs ?? patience.pollMs * 2, signal)
      if (isStopped()) return refuse('scanner.cancelled', { scanner: name, pages: 0 })
      reply = await post()
    }
    if (
      reply.ok &&
      reply.answer.status >= 400 &&
      reply.answer.status < 500 &&
      ![401, 409].includes(reply.answer.status)
    )
      reply = await post('localhost')
    if (!reply.ok) return { ok: false, problem: silent(reply.why) }
    const { status: code, location } = reply.answer
    if (code === 201 && location !== null && URL.canParse(location, origin.href))
      return ok(new URL(location, origin.href).pathname.replace(/\/+$/, ''))
    if (code === 503) return refuse('scanner.busy', { scanner: name, pages: 0 })
    if (code === 401 || code === 403) return refuse('scanner.access-denied', { scanner: name, pages: 0 })
    if (code === 409)
      return {
        ok: false,
        problem: complaint(await status(null), fromFeeder, 0) ?? problem('scanner.settings', { scanner: name }),
      }
    return refuse(code === 201 ? 'scanner.not-understood' : 'scanner.failed', { scanner: name, pages: 0 })
  }

  async function* pagesOf(
    job: string,
    settings: ScanSettings,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ScanEvent, Problem | null> {
    const fromFeeder = settings.source !== 'flatbed'
    let empties = 0
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = pages + 1
      yield { is: 'progress', page, share: null }
      const next = yield* nextDocument(job, page, signal)
      if (!('answer' in next)) return lost(next.why, pages)
      const { status: code, body } = next.answer
      if (code !== 200) {
        const said = await status(job)
        const wrong = complaint(said, fromFeeder, pages)
        if (wrong !== null) return wrong
        // No more pages, as it seems. Not every 404 means it: a sheet left out without a word is the worst that can
        // happen here.
        const seemsDone = code === 404 || code === 410
        if (seemsDone && fromFeeder && said?.job !== 'completed' && empties < EMPTY_ASKS) {
          empties += 1
          pages -= 1
          await pause(patience.pollMs, signal)
          continue
        }
        if (seemsDone && pages > 0)
          return (said?.waiting ?? 0) > 0 ? problem('scanner.failed', { scanner: name, pages }) : null
        if (fromFeeder && pages === 0 && (said?.feeder === 'empty' || seemsDone))
          return problem('scanner.no-documents', { scanner: name, pages })
        return problem(code === 503 ? 'scanner.timed-out' : 'scanner.failed', { scanner: name, pages })
      }
      empties = 0
      const extension = extensionOf(body)
      if (extension === undefined) return problem('scanner.not-understood', { scanner: name, pages })
      yield { is: 'page', page, bytes: body, name: `scan-${String(page)}.${extension}` }
      if (!fromFeeder) return null
    }
    return problem('scanner.not-understood', { scanner: name, pages: MOST_PAGES })
  }

  /** Asks for a page until it is there; a scanner that warms up says 503 (section 8.3.3). */
  async function* nextDocument(
    job: string,
    page: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ScanEvent, { readonly answer: EsclAnswer } | { readonly why: NoAnswer }> {
    const began = performance.now()
    for (;;) {
      const left = patience.pageMs - (performance.now() - began)
      if (left <= 0) return { why: 'timed-out' }
      const heard: { share: number | null; told: number | null } = { share: null, told: null }
      const asked = http.call({
        path: `${job}/NextDocument`,
        mostBytes: MOST_PAGE_BYTES,
        silenceMs: Math.min(patience.silenceMs, left),
        wholeMs: left,
        signal,
        onBytes: (got, total) => (heard.share = total === null || total === 0 ? null : got / total),
      })
      // Progress is told four times a second at most, however the bytes come.
      let reply = await Promise.race([asked, wait(250, null)])
      while (reply === null) {
        if (heard.share !== heard.told) yield { is: 'progress', page, share: heard.share }
        heard.told = heard.share
        reply = await Promise.race([asked, wait(250, null)])
      }
      if (!reply.ok) return { why: reply.why }
      if (reply.answer.status !== 503) return { answer: reply.answer }
      const said = await status(job)
      // Jammed, stopped or given up: no waiting helps. The caller asks again and names it.
      if (
        said !== null &&
        (said.feeder === 'jam' || said.feeder === 'cover-open' || said.device === 'stopped' || said.job !== null)
      )
        return { answer: reply.answer }
      await pause(reply.answer.retryAfterMs ?? patience.pollMs, signal)
    }
  }

  return {
    name,
    kind: 'escl',
    async describe(signal) {
      const known = await capabilities(signal)
      return known.ok
        ? ok({
            model: known.value.model,
            sources: known.value.sources.map(({ source, resolutions, colours, widest, longest }) => ({
              source,
              resolutions,
              colours,
              widest,
              longest,
            })),
          })
        : known
    },
    async *scan(settings, { signal: given }: ScanOptions = {}) {
      // Ours too: when whoever listens goes away, what is under way must end.
      const listening = new AbortController()
      const signal = given === undefined ? listening.signal : AbortSignal.any([given, listening.signal])
      if (settings === null) {
        yield { is: 'end', problem: problem('scanner.settings', { scanner: name }) }
        return
      }
      const job = await begin(settings, signal)
      if (!job.ok) {
        yield { is: 'end', problem: job.problem }
        return
      }
      let ended = false
      try {
        const wrong = yield* pagesOf(job.value, settings, signal)
        ended = wrong === null && settings.source !== 'flatbed'
        yield { is: 'end', problem: wrong }
      } finally {
        listening.abort()
        // The scanner must not go on pulling paper.
        if (!ended)
          await http.call({
            method: 'DELETE',
            path: job.value,
            mostBytes: MOST_XML_BYTES,
            silenceMs: FAREWELL_MS,
            wholeMs: FAREWELL_MS,
            headOnly: true,
          })
      }
    },
  }
}
