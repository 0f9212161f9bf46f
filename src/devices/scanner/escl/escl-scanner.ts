/** The driver for driverless network scanners: eSCL (AirScan, Mopria) over HTTP, the same on Windows and Linux. */
import { ok, problem } from '../../../domain/problem.ts'
import type { Pin } from '../../pinned-tls.ts'
import type { Scanner, ScanOptions } from '../scanner.ts'
import { esclCalls, type EsclTimeouts } from './escl-calls.ts'
import type { LoginSource } from './escl-http.ts'
import { createJob } from './escl-job.ts'
import { pagesOf } from './escl-pages.ts'

const TIMEOUTS: EsclTimeouts = { answerMs: 10_000, pageMs: 120_000, silenceMs: 60_000, pollMs: 500, busyMs: 15_000 }

export interface EsclScannerOptions {
  readonly name: string
  /** The root of its resources, e.g. `http://scanner.local/eSCL`. */
  readonly url: string
  readonly pin: Pin
  readonly timeouts?: EsclTimeouts
  /** The login that a person entered for this scanner. */
  readonly login?: LoginSource | undefined
}

export function esclScanner({ name, url, pin, timeouts = TIMEOUTS, login }: EsclScannerOptions): Scanner {
  const calls = esclCalls({ name, url, pin, timeouts, login })
  return {
    name,
    kind: 'escl',
    async describe(signal) {
      const known = await calls.capabilities(signal)
      if (!known.ok) return known
      const sources = known.value.sources.map(({ source, resolutions, colours, widest, longest }) => ({
        source,
        resolutions,
        colours,
        widest,
        longest,
      }))
      return ok({ model: known.value.model, sources })
    },
    async *scan(settings, { signal: given }: ScanOptions = {}) {
      // Aborts the running call when the caller stops reading events.
      const reading = new AbortController()
      const signal = given === undefined ? reading.signal : AbortSignal.any([given, reading.signal])
      if (settings === null) {
        yield { is: 'end', problem: problem('scanner.settings', { scanner: name }) }
        return
      }
      const job = await createJob(calls, settings, signal)
      if (!job.ok) {
        yield { is: 'end', problem: job.problem }
        return
      }
      const fromFeeder = settings.source !== 'flatbed'
      try {
        yield { is: 'end', problem: yield* pagesOf({ calls, job: job.value, fromFeeder, signal }) }
      } finally {
        reading.abort()
        // Without this a stopped scanner would continue to pull paper, and a finished one may stay busy for minutes
        // with a job that was never ended.
        await calls.deleteJob(job.value)
      }
    },
  }
}
