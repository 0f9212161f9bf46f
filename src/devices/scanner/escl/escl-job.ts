/** Creates the job of a scan, after checking that the scanner offers the settings and has documents. */
import { canScan, type ScanSettings } from '../../../domain/devices/scanning.ts'
import { ok, problem, refuse, type Problem, type Result } from '../../../domain/problem.ts'
import type { EsclCalls } from './escl-calls.ts'
import type { EsclReply } from './escl-http.ts'
import { settingsMessage } from './escl-messages.ts'
import { problemBeforeScan, reportedProblem } from './escl-problems.ts'

/**
 * How often a feeder that seems to be empty is asked again. Sensors need time to settle, and Brother's forget the next
 * sheet for a moment (sane-airscan#39).
 */
export const EMPTY_TRIES = 3

/** Returns the path of the new job. */
export async function createJob(
  calls: EsclCalls,
  settings: ScanSettings,
  signal: AbortSignal | undefined,
): Promise<Result<string>> {
  const { name } = calls
  const known = await calls.capabilities(signal)
  if (!known.ok) return known
  const offered = known.value.sources.find(({ source }) => source === settings.source)
  if (offered === undefined || !canScan(known.value.sources, settings))
    return refuse('scanner.settings', { scanner: name })
  const fromFeeder = settings.source !== 'flatbed'
  const obstacle = fromFeeder ? await feederProblem(calls, signal) : null
  if (signal?.aborted === true) return refuse('scanner.cancelled', { scanner: name, pages: 0 })
  if (obstacle !== null) return { ok: false, problem: obstacle }

  const reply = await postJob(calls, settingsMessage(known.value.version, settings, offered), signal)
  if (reply === 'cancelled') return refuse('scanner.cancelled', { scanner: name, pages: 0 })
  if (!reply.ok) return { ok: false, problem: problemBeforeScan(name, reply.why) }
  const { status: code, location } = reply.answer
  const job = code === 201 ? calls.jobPath(location) : null
  if (job !== null) return ok(job)
  return { ok: false, problem: await problemOfRefusedJob(calls, code, fromFeeder) }
}

/**
 * The problem of a feeder before a job, because some feeders jam when they are started empty (Canon MF410). The state
 * of the device itself is ignored: it may be asleep.
 */
async function feederProblem(calls: EsclCalls, signal: AbortSignal | undefined): Promise<Problem | null> {
  let status = await calls.status(null)
  for (let tries = 1; status?.feeder === 'empty' && tries < EMPTY_TRIES && signal?.aborted !== true; tries++) {
    await calls.pause(calls.timeouts.pollMs, signal)
    status = await calls.status(null)
  }
  if (status === null) return null
  return (
    reportedProblem(calls.name, { ...status, device: 'ready' }, true, 0) ??
    (status.feeder === 'empty' ? problem('scanner.no-documents', { scanner: calls.name, pages: 0 }) : null)
  )
}

/** Posts the job, and retries while the scanner is busy and where it accepts only the host name "localhost". */
async function postJob(
  calls: EsclCalls,
  message: string,
  signal: AbortSignal | undefined,
): Promise<EsclReply | 'cancelled'> {
  const began = performance.now()
  let reply = await calls.createJob(message)
  while (reply.ok && reply.answer.status === 503 && performance.now() - began < calls.timeouts.busyMs) {
    await calls.pause(reply.answer.retryAfterMs ?? calls.timeouts.pollMs * 2, signal)
    if (signal?.aborted === true) return 'cancelled'
    reply = await calls.createJob(message)
  }
  const status = reply.ok ? reply.answer.status : 0
  const isRefused = status >= 400 && status < 500 && ![401, 409].includes(status)
  return isRefused ? calls.createJob(message, 'localhost') : reply
}

async function problemOfRefusedJob(calls: EsclCalls, code: number, fromFeeder: boolean): Promise<Problem> {
  const facts = { scanner: calls.name, pages: 0 }
  if (code === 503) return problem('scanner.busy', facts)
  if (code === 401 || code === 403) return problem('scanner.access-denied', facts)
  if (code === 409)
    return (
      reportedProblem(calls.name, await calls.status(null), fromFeeder, 0) ??
      problem('scanner.settings', { scanner: calls.name })
    )
  return problem(code === 201 ? 'scanner.not-understood' : 'scanner.failed', facts)
}
