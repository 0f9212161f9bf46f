/** Creates the job of a scan, after checking that the scanner offers the settings and can start. */
import { canScan, type ScanSettings } from '../../../domain/devices/scanning.ts'
import { ok, problem, refuse, type Problem, type Result } from '../../../domain/problem.ts'
import type { EsclCalls } from './escl-calls.ts'
import type { EsclAnswer, EsclReply } from './escl-http.ts'
import { settingsMessage } from './escl-messages.ts'
import { problemBeforeScan, reportedProblem } from './escl-problems.ts'

/**
 * How often a feeder that seems to be empty is asked again. Sensors need time to settle, and Brother's forget the next
 * sheet for a moment (sane-airscan#39).
 */
export const EMPTY_TRIES = 3
/**
 * Feeders that jam when they are started empty. Any other feeder is started: some report that they are empty as long
 * as they are idle (AirSane#135), so only the answer to a job proves it.
 */
const JAMS_WHEN_EMPTY = /\bMF410\b/i

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
  const obstacle = fromFeeder ? await feederProblem(calls, JAMS_WHEN_EMPTY.test(known.value.model), signal) : null
  if (signal?.aborted === true) return refuse('scanner.cancelled', { scanner: name, pages: 0 })
  if (obstacle !== null) return { ok: false, problem: obstacle }

  const message = (plain: boolean): string => settingsMessage(known.value.version, settings, offered, plain)
  const reply = await postUntilAccepted(calls, [message(false), message(true)], fromFeeder, signal)
  if (reply === 'cancelled') return refuse('scanner.cancelled', { scanner: name, pages: 0 })
  if (!reply.ok) return { ok: false, problem: problemBeforeScan(name, reply.why) }
  if (isAccepted(reply.answer)) {
    const job = calls.jobPath(reply.answer.location) ?? (await onlyRunningJob(calls))
    return job === null ? refuse('scanner.not-understood', { scanner: name, pages: 0 }) : ok(job)
  }
  return { ok: false, problem: await problemOfRefusedJob(calls, reply.answer.status, fromFeeder) }
}

/** A job is created with 201, by some devices with another success or a reference to it. */
const isAccepted = ({ status, location }: EsclAnswer): boolean =>
  (status >= 200 && status < 300) || ((status === 302 || status === 303) && location !== null)

/** The job of an answer without an address: the one that runs, if there is exactly one. */
async function onlyRunningJob(calls: EsclCalls): Promise<string | null> {
  const running = (await calls.status(null))?.running ?? []
  return running.length === 1 ? calls.jobPath(running[0] ?? null) : null
}

/**
 * The problem of a feeder before a job. The state of the device itself is ignored: it may be asleep. An empty feeder is
 * a problem only where starting it would cause a jam.
 */
async function feederProblem(
  calls: EsclCalls,
  jamsWhenEmpty: boolean,
  signal: AbortSignal | undefined,
): Promise<Problem | null> {
  let status = await calls.status(null)
  for (let tries = 1; jamsWhenEmpty && status?.feeder === 'empty' && tries < EMPTY_TRIES; tries++) {
    if (signal?.aborted === true) return null
    await calls.pause(calls.timeouts.pollMs, signal)
    status = await calls.status(null)
  }
  if (status === null) return null
  return (
    reportedProblem(calls.name, { ...status, device: 'ready' }, true, 0) ??
    (jamsWhenEmpty && status.feeder === 'empty'
      ? problem('scanner.no-documents', { scanner: calls.name, pages: 0 })
      : null)
  )
}

/**
 * Posts the job, again while the scanner is busy: 503, or a conflict with its state (409), which another client may
 * cause. Each time with all settings first, then with the plain ones.
 */
async function postUntilAccepted(
  calls: EsclCalls,
  messages: readonly string[],
  fromFeeder: boolean,
  signal: AbortSignal | undefined,
): Promise<EsclReply | 'cancelled'> {
  const began = performance.now()
  for (;;) {
    const reply = await postJob(calls, messages)
    const status = reply.ok ? reply.answer.status : 0
    if (!reply.ok || ![409, 429, 503].includes(status) || performance.now() - began >= calls.timeouts.busyMs)
      return reply
    // A jam or an empty feeder does not pass by itself.
    if (status === 409) {
      const now = await calls.status(null)
      if (reportedProblem(calls.name, now, fromFeeder, 0) !== null || (fromFeeder && now?.feeder === 'empty'))
        return reply
    }
    await calls.pause(reply.answer.retryAfterMs ?? calls.timeouts.pollMs * 2, signal)
    if (signal?.aborted === true) return 'cancelled'
  }
}

/** Posts the job in each way that devices are known to require, until one is not refused. */
async function postJob(calls: EsclCalls, messages: readonly string[]): Promise<EsclReply> {
  const [first, ...others] = messages.flatMap((message) => [
    { message, host: undefined },
    { message, host: 'localhost' },
  ])
  let reply = await calls.createJob(first?.message ?? '')
  for (const { message, host } of others) {
    const status = reply.ok ? reply.answer.status : 0
    if (!(status >= 400 && status < 500) || status === 401 || status === 429) break
    // The host name has nothing to do with a conflict.
    if (status !== 409 || host === undefined) reply = await calls.createJob(message, host)
  }
  return reply
}

async function problemOfRefusedJob(calls: EsclCalls, code: number, fromFeeder: boolean): Promise<Problem> {
  const facts = { scanner: calls.name, pages: 0 }
  if (code === 503 || code === 429) return problem('scanner.busy', facts)
  if (code === 401 || code === 403) return problem('scanner.access-denied', facts)
  const status = code === 409 ? await calls.status(null) : null
  const reported = reportedProblem(calls.name, status, fromFeeder, 0)
  if (reported !== null) return reported
  if (code === 409) {
    if (fromFeeder && status?.feeder === 'empty') return problem('scanner.no-documents', facts)
    // The scanner offers these settings, so the conflict is with its state (RFC 9110 section 15.5.10).
    return problem('scanner.busy', facts)
  }
  if ([400, 415, 422].includes(code)) return problem('scanner.settings', { scanner: calls.name })
  return problem('scanner.failed', facts)
}
