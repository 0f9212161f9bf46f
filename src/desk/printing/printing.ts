/** Sends papers to the printer and records what was sent: when the printer confirms it, or when a person does. */
import { ok, problem, refuse, type Result } from '../../domain/problem.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { RequestBody } from '../../request/body.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { ChosenDevices } from '../devices/chosen-devices.ts'
import type { Changes } from '../events/changes.ts'
import type { Perform } from '../outbox/perform.ts'
import type { Person } from '../session/session.ts'
import type { PaperAtHand } from '../papers/paper-at-hand.ts'
import type { PaperDesk } from '../papers/paper-desk.ts'
import type { SyncLoop } from '../sync/sync.ts'
import type { PaperKey, SentPaper } from './print-attempts.ts'
import type { WaitingPapers } from './waiting-papers.ts'

interface PrintingOptions {
  readonly waiting: WaitingPapers
  readonly perform: Perform
  readonly devices: Pick<ChosenDevices, 'printer'>
  readonly changes: Pick<Changes, 'notify'>
  readonly sync: Pick<SyncLoop, 'wake'>
  readonly clock: Pick<ServerClock, 'iso'>
}

export const sentOf = (paper: Paper, taken: PaperAtHand): SentPaper => ({
  paper,
  paperId: taken.paperId,
  sha256: taken.sha256,
  duplicate: taken.duplicate,
  sealed: taken.sealed,
  ...(taken.said === undefined ? {} : { said: taken.said }),
})

export function printingOf(
  { waiting, perform, devices, changes, sync, clock }: PrintingOptions,
  papers: Pick<PaperDesk, 'take'>,
) {
  const { attempts } = waiting
  const notify = (requestId: string) => changes.notify(['request', 'printer'], [requestId])

  /** Records what was handed out; in the same transaction the paper leaves the list of papers to print. */
  const record = (requestId: string, sent: SentPaper, person: Person, as?: 'file') => {
    const { paper, paperId, sha256, duplicate, said } = sent
    const payload = {
      paper,
      paperId,
      sha256,
      duplicate,
      ...(said === undefined ? {} : { said }),
      ...(as === undefined ? {} : { as }),
    }
    const performed = perform(
      [{ kind: 'record-print', aggregateId: requestId, expectedRevision: null, payload }],
      person,
      { within: () => attempts.remove({ requestId, paper, paperId }) },
    )
    if (performed.ok) sync.wake()
    notify(requestId)
    return performed
  }

  const print = async (
    body: RequestBody,
    key: PaperKey,
    person: Person,
  ): Promise<Result<ProcedureOutput<'paper.print'>>> => {
    const { paper, requestId } = key
    const taken = await papers.take(body, paper, key.paperId, person)
    if (!taken.ok) return taken
    const sent = sentOf(paper, taken.value)
    const { duplicate } = sent
    const { printer, settings: how } = devices.printer()
    const earlier = attempts.find(key)
    // Stored before the document is sent: if this process ends before the printer answers, it is unknown whether
    // the paper was printed.
    if (printer.kind !== 'none')
      attempts.keep(key, { at: clock.iso(), problem: problem('printer.unconfirmed', { printer: printer.name }), sent })
    changes.notify(['printer'], [requestId])
    const job = await printer.print(taken.value.pdf, { jobName: `${paper} ${numberOf(body)}`, ...how })
    if (!job.ok) {
      const failed = { at: clock.iso(), problem: job.problem, sent: null }
      if (job.problem.code === 'printer.unconfirmed') attempts.keep(key, { ...failed, sent })
      // Nothing came out now, but a sheet of an earlier attempt may have: that one must still be confirmed.
      else attempts.keep(key, earlier?.sent ? earlier : failed)
      notify(requestId)
      return ok({ jobId: '', printer: printer.name, state: 'failed', duplicate, problem: job.problem })
    }
    const performed = record(requestId, sent, person)
    // It is printed but not recorded: it stays in the list, with what was sent, until it can be recorded.
    if (!performed.ok) attempts.keep(key, { at: clock.iso(), problem: performed.problem, sent })
    const { jobId, state } = job.value
    return ok({ jobId, printer: printer.name, state, duplicate, problem: performed.ok ? null : performed.problem })
  }

  return {
    record,
    print: (body: RequestBody, key: PaperKey, person: Person) => waiting.once(key, () => print(body, key, person)),
    /** A person has the paper: what that attempt sent is recorded, whatever would be printed now. */
    confirm: (key: PaperKey, person: Person): Result<Record<string, never>> => {
      const sent = attempts.find(key)?.sent ?? null
      // While it is being printed, its own outcome is awaited.
      if (sent === null || waiting.isRunning(key)) return refuse('paper.not-sent')
      const performed = record(key.requestId, sent, person)
      return performed.ok ? ok({}) : performed
    },
  }
}
