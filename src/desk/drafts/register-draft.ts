/** From a draft to a registered request: everything the clerk did in one action, as commands. */
import { WAYS_OF } from '../../domain/request/comparison.ts'
import { localDay } from '../../domain/calendar/bucharest.ts'
import type { z } from 'zod'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { ATTACHMENT_ROLES, type AttachmentRole, REGISTRY } from '../../domain/request/request.ts'
import type { Draft, DraftContent } from '../../protocol/desk.ts'
import { onPaper, type statedComparison } from '../../protocol/request.ts'
import { LIMITS } from '../../protocol/central/limits.ts'
import type { CommandPayload } from '../../request/acts.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Numbers } from '../numbers/numbers.ts'
import type { Act } from '../outbox/outbox.ts'
import { scanCode } from '../papers/paper-code.ts'
import { comparisonOf, type ComparedWith } from './assess-draft.ts'
import { type DraftFacts, identityCheckOf } from './read-draft.ts'

type DraftPage = Draft['pages'][number]
type Attachment = CommandPayload<'attach-document'>['attachment']

const FILE_NAMES: Record<AttachmentRole, string> = {
  request: 'cerere.pdf',
  'proof-of-capacity': 'dovada-calitatii.pdf',
  other: 'anexe.pdf',
}

/** One PDF for each role that has pages, stored. */
export async function attachmentsOf(blobs: BlobStore, pages: readonly DraftPage[]): Promise<Result<Attachment[]>> {
  const attachments: Attachment[] = []
  // Each page of a PDF names the whole file: it is decrypted once.
  const read = new Map<string, Uint8Array>()
  for (const role of ATTACHMENT_ROLES) {
    const ofRole = pages.filter((page) => page.role === role)
    if (ofRole.length === 0) continue
    const sources: {
      bytes: Uint8Array
      mediaType: DraftPage['mediaType']
      pdfPage: number | null
      rotation: DraftPage['rotation']
    }[] = []
    for (const { sha256, mediaType, pdfPage, rotation } of ofRole) {
      const bytes = read.get(sha256) ?? blobs.get(sha256)?.bytes
      if (bytes === undefined) return refuse('attachment.missing', { sha256 })
      read.set(sha256, bytes)
      sources.push({ bytes, mediaType, pdfPage, rotation })
    }
    const name = FILE_NAMES[role]
    const { assembleScan } = await scanCode()
    const pdf = await assembleScan(sources, name)
    if (!pdf.ok) return pdf
    if (pdf.value.length > LIMITS.attachmentBytes)
      return refuse('scan.too-large', { name, size: pdf.value.length, limit: LIMITS.attachmentBytes })
    const stored = blobs.put(pdf.value)
    attachments.push({
      sha256: stored.sha256,
      mediaType: 'application/pdf',
      bytes: stored.bytes,
      pages: ofRole.length,
      role,
      name,
    })
  }
  return ok(attachments)
}

interface Registering {
  readonly content: DraftContent
  readonly facts: DraftFacts
  readonly attachments: readonly Attachment[]
  readonly complete: boolean
  readonly comparedWith: ComparedWith
  readonly unreadPages: number
  readonly requestId: string
  readonly deskNumber: number
  /** Best known true time. */
  readonly now: number
}

/** The paper against the record, as this desk states it. */
function statedComparisonOf(
  content: DraftContent,
  comparedWith: ComparedWith,
  unreadPages: number,
): z.output<typeof statedComparison> {
  const { answers, paper, settled } = comparisonOf(content, comparedWith)
  return {
    answers,
    paper: onPaper.parse(paper),
    unreadPages,
    settled: settled
      .filter(({ matter, how }) => WAYS_OF[matter].includes(how))
      .map((one) => ({ ...one, paper: [...one.paper], note: '' })),
  }
}

/** The acts of one registration, in order; the last one states the revision that the ones before it will have made. */
export function actsOfRegistration(
  { content, facts, attachments, complete, comparedWith, unreadPages, requestId, deskNumber, now }: Registering,
  numbers: Pick<Numbers, 'peek'>,
): Act[] {
  if (facts.kind === null || !facts.requestedDay.ok) throw new TypeError('not assessed')
  const day = localDay(now)
  const year = Number(day.slice(0, 4))
  const { sequence, provisional } = numbers.peek(REGISTRY, year, deskNumber)
  const at = new Date(now).toISOString()
  const acts: Act[] = [
    {
      kind: 'register-request',
      aggregateId: requestId,
      expectedRevision: null,
      payload: {
        kind: facts.kind,
        channel: 'counter',
        registration: { registry: REGISTRY, year, sequence, provisional, day, at },
        requestedDay: facts.requestedDay.value,
        // Written in front of the clerk, now; a paper of another day states only its day.
        requestedAt: facts.requestedDay.value === day ? at : null,
        holder: facts.holder,
        capacity: content.capacity,
        representative: facts.representative,
        comparison: statedComparisonOf(content, comparedWith, unreadPages),
        deskNumber,
      },
    },
  ]
  const check = identityCheckOf(content, facts, day)
  const named = <P extends { surname: string; givenNames: string; cnp: string | null }>(person: P | null) =>
    person && { surname: person.surname, givenNames: person.givenNames, cnp: person.cnp }
  const holder = { surname: facts.holder.surname, givenNames: facts.holder.givenNames, cnp: facts.holder.cnp }
  if (check !== null)
    acts.push({
      kind: 'record-identity-check',
      aggregateId: requestId,
      expectedRevision: null,
      payload: { check, people: { holder, capacity: content.capacity, representative: named(facts.representative) } },
    })
  for (const attachment of attachments)
    acts.push({ kind: 'attach-document', aggregateId: requestId, expectedRevision: null, payload: { attachment } })
  if (complete)
    acts.push({ kind: 'submit-request', aggregateId: requestId, expectedRevision: acts.length, payload: {} })
  return acts
}
