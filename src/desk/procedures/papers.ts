import { addDays } from '../../domain/calendar/day.ts'
import type { Decision } from '../../domain/papers/letter.ts'
import { ok, problem, refuse, type Result } from '../../domain/problem.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { ParsedInput, ProcedureOutput } from '../../protocol/desk.ts'
import { numberOf } from '../../protocol/paper-facts.ts'
import type { RequestBody } from '../../protocol/request.ts'
import { paperDesk, type PaperAtHand } from '../papers/paper-desk.ts'
import type { House } from '../../paper/house.ts'
import type { DeskParts } from '../parts.ts'
import type { Person } from '../session/session.ts'
import { paperOf } from '../view/request-detail.ts'
import type { Group, Handlers } from './handlers.ts'

const issue = (path: string): Result<never> => refuse('input.invalid', { issues: [{ path, message: 'required' }] })

/** How a paper is called where it is kept as a file; no name of a person in it. */
const FILE_NAMES: Record<Paper, string> = {
  'proof-of-registration': 'dovada-inregistrarii',
  receipt: 'recipisa',
  letter: 'raspuns',
}

/** The decision that a letter would tell, from what the supervisor has filled in so far. */
function decisionOf(
  { letter, reason, missing, explanation, days, to }: ParsedInput<'paper.previewLetter'>,
  body: RequestBody,
): Result<Decision> {
  switch (letter) {
    case 'rejection':
      return reason === null ? issue('reason') : ok({ letter, reason, explanation })
    case 'completion':
      return ok({ letter, missing, explanation })
    case 'extension':
      return days === null ? issue('days') : ok({ letter, days, newDueDay: addDays(body.dueDay, days), explanation })
    case 'forwarding':
      return to === '' ? issue('to') : ok({ letter, to, explanation })
  }
}

export function paperProcedures(parts: DeskParts, house: () => House): Handlers<Group<'paper'>> {
  const {
    requests,
    outbox,
    settings,
    blobs,
    client,
    devices,
    waiting,
    perform,
    changes,
    sync,
    today,
    clock,
    monotonic,
  } = parts
  const standing = (requestId: string) => {
    const found = requests.open(requestId)
    return found && { body: found.body, pending: outbox.pendingOf(requestId, settings.get('cursor') ?? 0).length > 0 }
  }
  const papers = paperDesk({ blobs, client, sync, house, standing, monotonic })
  const opened = (requestId: string): Result<RequestBody> => {
    const found = requests.open(requestId)
    return found === null ? refuse('request.unknown') : ok(found.body)
  }
  /** On paper: on the record, and out of the list. */
  const record = (
    requestId: string,
    paper: Paper,
    { paperId, paperSha256: sha256, duplicate, said }: PaperAtHand,
    person: Person,
    as?: 'file',
  ) => {
    const performed = perform(
      [
        {
          kind: 'record-print',
          aggregateId: requestId,
          expectedRevision: null,
          payload: {
            paper,
            paperId,
            sha256,
            duplicate,
            ...(said === undefined ? {} : { said }),
            ...(as === undefined ? {} : { as }),
          },
        },
      ],
      person,
    )
    waiting.printed(requestId, paper, paperId)
    sync.wake()
    changes.tell(['request', 'printer'], [requestId])
    return performed
  }
  const print = async (
    body: RequestBody,
    paper: Paper,
    asked: string | null,
    person: Person,
  ): Promise<Result<ProcedureOutput<'paper.print'>>> => {
    const requestId = body.id
    const taken = await papers.take(body, paper, asked, person)
    if (!taken.ok) return taken
    const { pdf, paperId, duplicate } = taken.value
    const { printer, settings: how } = devices.printer()
    // Should this process end before the printer answers, nobody can tell whether paper came out: written down before,
    // not after.
    if (printer.kind !== 'none')
      waiting.failed(requestId, paper, paperId, clock.iso(), problem('printer.unconfirmed', { printer: printer.name }))
    changes.tell(['printer'], [requestId])
    const job = await printer.print(pdf, { jobName: `${paper} ${numberOf(body)}`, ...how })
    // The paper stays "not printed" and in the list of those; nothing else waits for a printer.
    if (!job.ok) {
      waiting.failed(requestId, paper, paperId, clock.iso(), job.problem)
      changes.tell(['request', 'printer'], [requestId])
      return ok({ jobId: '', printer: printer.name, state: 'failed', duplicate, problem: job.problem })
    }
    const performed = record(requestId, paper, taken.value, person)
    // It is on paper; that it could not be written down is said with it, not instead of it.
    return ok({
      jobId: job.value.jobId,
      printer: printer.name,
      state: job.value.state,
      duplicate,
      problem: performed.ok ? null : performed.problem,
    })
  }
  return {
    'paper.waiting': () => ok(waiting.list()),
    'paper.preview': async ({ requestId, paper, paperId }, person) => {
      const body = opened(requestId)
      if (!body.ok) return body
      const taken = await papers.take(body.value, paper, paperId, person)
      if (!taken.ok) return taken
      const { pdf, pages, duplicate, sealed, verificationCode } = taken.value
      return ok({ sha256: blobs.put(pdf).sha256, paper, draft: false, duplicate, sealed, verificationCode, pages })
    },
    'paper.previewLetter': async (input) => {
      const body = opened(input.requestId)
      if (!body.ok) return body
      const decision = decisionOf(input, body.value)
      if (!decision.ok) return decision
      const { pdf, pages } = await papers.draftLetter(body.value, decision.value, today(), clock.now())
      return ok({
        sha256: blobs.put(pdf).sha256,
        paper: 'letter',
        draft: true,
        duplicate: false,
        sealed: false,
        verificationCode: null,
        pages,
      })
    },
    'paper.print': ({ requestId, paper, paperId }, person) => {
      const body = opened(requestId)
      if (!body.ok) return body
      // Of several letters the one that is meant, so that naming it or not is the same print.
      const meant = paper === 'proof-of-registration' ? null : (paperOf(body.value, paper, paperId)?.id ?? paperId)
      return waiting.once(requestId, paper, meant, () => print(body.value, paper, meant, person))
    },
    'paper.giveFile': async ({ requestId, paper, paperId }, person) => {
      const body = opened(requestId)
      if (!body.ok) return body
      const taken = await papers.take(body.value, paper, paperId, person)
      if (!taken.ok) return taken
      const { pdf, duplicate, sealed } = taken.value
      if (!sealed) return refuse('paper.unsealed')
      const performed = record(requestId, paper, taken.value, person, 'file')
      if (!performed.ok) return performed
      const name = [
        FILE_NAMES[paper],
        numberOf(body.value).replace(/[^0-9A-Z.-]+/g, '-'),
        ...(duplicate ? ['duplicat'] : []),
      ].join('-')
      return ok({ sha256: blobs.put(pdf).sha256, fileName: `${name}.pdf`, duplicate })
    },
    'paper.cameOut': async ({ requestId, paper, paperId: asked }, person) => {
      const body = opened(requestId)
      if (!body.ok) return body
      const taken = await papers.take(body.value, paper, asked, person)
      if (!taken.ok) return taken
      const performed = record(requestId, paper, taken.value, person)
      return performed.ok ? ok({}) : performed
    },
  }
}
