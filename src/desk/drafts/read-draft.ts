/** Turns what a clerk typed into facts: everything that can be parsed, nothing guessed. */
import { actsForAnother, applicantOf } from '../../domain/person/capacity.ts'
import { parseDay } from '../../domain/calendar/bucharest.ts'
import type { Day } from '../../domain/calendar/day.ts'
import { type Cnp, parseCnp } from '../../domain/person/cnp.ts'
import { checkValidity } from '../../domain/person/identity-document.ts'
import { type MrzReading, parseMrz } from '../../domain/person/mrz/mrz.ts'
import { compareNames, normaliseRomanian } from '../../domain/person/name.ts'
import type { Result } from '../../domain/problem.ts'
import type { QuestionAnswers } from '../../domain/request/questions.ts'
import type { RequestKind } from '../../domain/request/request.ts'
import type { DraftContent } from '../../protocol/desk.ts'
import type { CommandPayload } from '../../request/acts.ts'

type Check = CommandPayload<'record-identity-check'>['check']
type Holder = CommandPayload<'register-request'>['holder']
type Representative = NonNullable<CommandPayload<'register-request'>['representative']>
type Disagreement = Check['disagreements'][number]

const line = (text: string): string => normaliseRomanian(text)
const contactOf = (person: DraftContent['holder']): Holder['contact'] => ({
  address: line(person.address),
  phone: line(person.phone),
  email: line(person.email),
})

export interface DraftFacts {
  readonly kind: RequestKind | null
  readonly requestedDay: Result<Day>
  readonly cnp: Result<Cnp>
  /** CNP as typed, digits only. */
  readonly holder: Holder
  readonly representative: Representative | null
  readonly representativeCnp: Result<Cnp> | null
  /** Null: unlimited; a refusal: not readable as a day, or empty. */
  readonly validUntil: Result<Day | null>
  readonly mrz: Result<MrzReading> | null
  readonly disagreements: readonly Disagreement[]
}

/** The person whose document is on the counter: the holder, or the person acting for them. */
const presenter = (content: DraftContent): DraftContent['holder'] => content[applicantOf(content.capacity)]

function disagreementsOf(content: DraftContent, mrz: MrzReading): Disagreement[] {
  const person = presenter(content)
  const { document } = content
  const found: Disagreement[] = []
  const differ = (field: string, stated: string, read: string, same: (a: string, b: string) => boolean): void => {
    if (stated.trim() !== '' && read !== '' && !same(stated, read))
      found.push({ field, stated: line(stated), document: read })
  }
  const plain = (text: string): string => text.replace(/[\s.-]/g, '').toUpperCase()
  if (person.surname.trim() !== '' && person.givenNames.trim() !== '' && compareNames(person, mrz) !== 'same') {
    const [stated, read] = [`${line(person.surname)} ${line(person.givenNames)}`, `${mrz.surname} ${mrz.givenNames}`]
    // A zone that is full to the end may have lost the rest of the name.
    if (!(mrz.nameTruncated && compareNames(person, mrz) === 'partial'))
      found.push({ field: 'name', stated, document: read })
  }
  differ('cnp', person.cnp, mrz.cnp?.value ?? '', (a, b) => plain(a) === b)
  differ('document.series', document.series, mrz.series, (a, b) => plain(a) === plain(b))
  differ(
    'document.number',
    document.number,
    mrz.number,
    (a, b) => plain(a) === plain(b) || plain(a) === plain(mrz.documentNumber),
  )
  const until = parseDay(document.validUntil)
  if (until.ok && mrz.expiryDate !== 'unlimited' && until.value !== mrz.expiryDate)
    found.push({ field: 'document.validUntil', stated: until.value, document: mrz.expiryDate })
  return found
}

/** What the person answered to the two questions; null where there is no answer yet. */
export const answersOf = ({ answers }: Pick<DraftContent, 'answers'>): QuestionAnswers => ({
  onlyRestrict: answers.onlyRestrict === '' ? null : answers.onlyRestrict,
  copyFirst: answers.copyFirst === '' ? null : answers.copyFirst,
})

/** Reads a draft on a day. */
export function readDraft(content: DraftContent, today: Day): DraftFacts {
  const { holder, representative, document } = content
  const cnp = parseCnp(holder.cnp)
  const forAnother = actsForAnother(content.capacity)
  const representativeCnp = forAnother && representative.cnp.trim() !== '' ? parseCnp(representative.cnp) : null
  const mrz = document.mrz.trim() === '' ? null : parseMrz(document.mrz, today)
  return {
    kind: content.kind === '' ? null : content.kind,
    requestedDay: parseDay(content.requestedDay),
    cnp,
    holder: {
      surname: line(holder.surname),
      givenNames: line(holder.givenNames),
      cnp: holder.cnp.replace(/\s/g, ''),
      contact: contactOf(holder),
    },
    representative:
      forAnother && line(representative.surname) !== ''
        ? {
            surname: line(representative.surname),
            givenNames: line(representative.givenNames),
            cnp: representativeCnp?.ok ? representativeCnp.value.value : null,
            contact: contactOf(representative),
          }
        : null,
    representativeCnp,
    validUntil: document.unlimited ? { ok: true, value: null } : parseDay(document.validUntil),
    mrz,
    disagreements: mrz?.ok ? disagreementsOf(content, mrz.value) : [],
  }
}

/**
 * The record of the identity check as far as the draft carries one; null while the document is not completely filled
 * in. It fails on a document expired by `today`, the day on which it is presented, and remains to be verified while the
 * CNP or the name on the document is another person's.
 */
export function identityCheckOf(content: DraftContent, facts: DraftFacts, today: Day): Check | null {
  const { document } = content
  if (line(document.number) === '' || !facts.validUntil.ok) return null
  const validity = checkValidity(facts.validUntil.value ?? 'unlimited', today)
  const person = presenter(content)
  const another =
    facts.mrz?.ok === true &&
    (compareNames(person, facts.mrz.value) === 'different' || facts.disagreements.some(({ field }) => field === 'cnp'))
  const proved = another ? 'to-verify' : 'passed'
  return {
    subject: applicantOf(content.capacity),
    method: 'document',
    document: {
      type: document.type,
      series: line(document.series),
      number: line(document.number),
      issuer: line(document.issuer),
      validUntil: facts.validUntil.value,
    },
    mrzVerified: facts.mrz?.ok === true && facts.mrz.value.checks.every((check) => check.ok),
    attestations: [...new Set(content.attestations)],
    ...(content.unableToSign
      ? { unableToSign: { witnesses: [line(content.witnesses.first), line(content.witnesses.second)] } }
      : {}),
    disagreements: [...facts.disagreements],
    outcome: validity.ok ? proved : 'failed',
    remark: content.remark.trim(),
  }
}
