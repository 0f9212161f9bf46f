/** The steps of the clerk at the counter, through the procedures that the screens call. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { RequestKind } from '../../domain/request/request.ts'
import type { Desk } from '../../desk/desk-interface.ts'
import { draftContent, type DraftContent, type ProcedureOutput } from '../../protocol/desk.ts'
import { identityCardOf } from '../../demonstration/population/identity-card.ts'
import type { Person } from '../../demonstration/population/people.ts'
import { ask, granted } from './asking.ts'

export interface Login {
  readonly username: string
  readonly password: string
}
export const signIn = (desk: Desk, { username, password }: Login): Promise<ProcedureOutput<'session.signIn'>> =>
  ask(desk, 'session.signIn', { username, password })

export interface Registered {
  readonly answer: ProcedureOutput<'draft.register'>
  readonly assessment: ProcedureOutput<'draft.assess'>
  readonly proof: ProcedureOutput<'paper.preview'>
  readonly job: ProcedureOutput<'paper.print'>
}

/** Reads the identity card, fills in the request, adds the scan, attests the identity, registers, prints the proof. */
export async function registerAtCounter(
  desk: Desk,
  request: { person: Person; kind: RequestKind; scan: string; requestedDay: string },
): Promise<Registered> {
  const { person, kind, scan, requestedDay } = request
  const draft = await ask(desk, 'draft.current', {})
  const { mrz, issuer } = identityCardOf(person, requestedDay)

  const empty = draftContent.parse({})
  const read = await ask(desk, 'draft.assess', {
    draftId: draft.id,
    content: { ...empty, document: { ...empty.document, mrz } },
  })
  if (read.mrz === null) throw new Error('the identity card could not be read')
  // The clerk accepts the values of the card, and types the names with diacritics, as printed on the card.
  const content: DraftContent = {
    ...empty,
    document: {
      ...empty.document,
      mrz,
      series: read.mrz.series,
      number: read.mrz.number,
      issuer,
      validUntil: read.mrz.validUntil ?? '',
    },
    holder: {
      surname: person.surname,
      givenNames: person.givenNames,
      cnp: read.mrz.cnp ?? '',
      address: person.address,
      phone: person.phone,
      email: person.email,
    },
    capacity: 'holder',
    kind,
    answers: { onlyRestrict: 'erase', copyFirst: 'no-copy' },
    requestedDay,
    attestations: ['photo', 'look', 'data', 'capacity', 'signed'],
    sources: { 'document.series': 'mrz', 'document.number': 'mrz', 'document.validUntil': 'mrz', 'holder.cnp': 'mrz' },
  }

  const { sha256 } = granted('scan', await desk.putBytes(await readFile(scan)))
  await ask(desk, 'draft.addFile', { draftId: draft.id, sha256, name: path.basename(scan) })
  await ask(desk, 'draft.save', { draftId: draft.id, textVersion: draft.textVersion, content })
  const assessment = await ask(desk, 'draft.assess', { draftId: draft.id, content })
  const answer = await ask(desk, 'draft.register', { draftId: draft.id, content })
  const proof = await ask(desk, 'paper.preview', { requestId: answer.requestId, paper: 'proof-of-registration' })
  const job = await ask(desk, 'paper.print', { requestId: answer.requestId, paper: 'proof-of-registration' })
  return { answer, assessment, proof, job }
}
