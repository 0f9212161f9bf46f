import { dueDate } from '../../domain/request/due-date.ts'
import type { Decision } from '../../domain/papers/letter.ts'
import { PAPER_LABELS } from '../../domain/papers/labels.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { ParsedInput } from '../../protocol/desk.ts'
import { endingOf } from '../../files/media-type.ts'
import { safeName } from '../../files/safe-name.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { RequestBody } from '../../request/body.ts'
import { paperDesk } from './paper-desk.ts'
import type { PaperKey } from '../printing/print-attempts.ts'
import { printingOf, sentOf } from '../printing/printing.ts'
import type { DeskParts } from '../parts.ts'
import { paperOf } from '../requests/request-detail.ts'
import type { Group, Handlers } from '../door/handlers.ts'

const issue = (path: string): Result<never> => refuse('input.invalid', { issues: [{ path, message: 'required' }] })

const fileNameOf = (body: RequestBody, paper: Paper, duplicate: boolean): string =>
  safeName([PAPER_LABELS[paper].file, numberOf(body), ...(duplicate ? ['duplicat'] : [])].join('-')) +
  endingOf('application/pdf')

/** Resolves a missing id to the newest paper of its kind, so that both keys name the same paper. */
const keyOf = (body: RequestBody, paper: Paper, paperId: string | null): PaperKey => ({
  requestId: body.id,
  paper,
  paperId: paper === 'proof-of-registration' ? null : (paperOf(body, paper, paperId)?.id ?? paperId),
})

/** The decision that a letter would state, from what the supervisor has filled in so far. */
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
      return days === null
        ? issue('days')
        : ok({
            letter,
            days,
            newDueDay: dueDate({ registrationDay: body.registration.day, extensionDays: days }),
            explanation,
          })
    case 'forwarding':
      return to === '' ? issue('to') : ok({ letter, to, explanation })
  }
}

export function paperProcedures(parts: DeskParts): Handlers<Group<'paper'>> {
  const { house, requests, outbox, settings, blobs, client, waiting, sync, today, clock, monotonic, sealCheck } = parts
  const standing = (requestId: string) => {
    const found = requests.open(requestId)
    return found && { body: found.body, pending: outbox.pendingOf(requestId, settings.get('cursor') ?? 0).length > 0 }
  }
  const papers = paperDesk({ blobs, client, sync, house, standing, monotonic, sealCheck })
  const printing = printingOf(parts, papers)
  const opened = (requestId: string): Result<RequestBody> => {
    const found = requests.open(requestId)
    return found === null ? refuse('request.unknown') : ok(found.body)
  }
  return {
    'paper.waiting': () => ok(waiting.list()),
    'paper.preview': async ({ requestId, paper, paperId }, person) => {
      const body = opened(requestId)
      if (!body.ok) return body
      const taken = await papers.take(body.value, paper, paperId, person)
      if (!taken.ok) return taken
      const { pdf, pages, duplicate, sealed, verificationCode } = taken.value
      return ok({ sha256: blobs.putShown(pdf).sha256, paper, draft: false, duplicate, sealed, verificationCode, pages })
    },
    'paper.previewLetter': async (input) => {
      const body = opened(input.requestId)
      if (!body.ok) return body
      const decision = decisionOf(input, body.value)
      if (!decision.ok) return decision
      const { pdf, pages } = await papers.draftLetter(body.value, decision.value, today(), clock.now())
      const draft = { paper: 'letter', draft: true, duplicate: false, sealed: false, verificationCode: null } as const
      return ok({ sha256: blobs.putShown(pdf).sha256, ...draft, pages })
    },
    'paper.print': ({ requestId, paper, paperId }, person) => {
      const body = opened(requestId)
      return body.ok ? printing.print(body.value, keyOf(body.value, paper, paperId), person) : body
    },
    'paper.exportFile': async ({ requestId, paper, paperId }, person) => {
      const body = opened(requestId)
      if (!body.ok) return body
      const taken = await papers.take(body.value, paper, paperId, person)
      if (!taken.ok) return taken
      const { pdf, duplicate, sealed } = taken.value
      if (!sealed) return refuse('paper.unsealed')
      const { sha256 } = blobs.putShown(pdf)
      const performed = printing.record(requestId, sentOf(paper, taken.value), person, 'file')
      return performed.ok ? ok({ sha256, fileName: fileNameOf(body.value, paper, duplicate), duplicate }) : performed
    },
    'paper.confirmPrinted': ({ requestId, paper, paperId }, person) => {
      const body = opened(requestId)
      return body.ok ? printing.confirm(keyOf(body.value, paper, paperId), person) : body
    },
  }
}
