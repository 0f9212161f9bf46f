/** The content of a paper, as data. The renderer and the PDF only lay it out and add no words. */
import { type Day, formatDay, formatDayAndTime, type Instant } from '../calendar/bucharest.ts'
import { maskCnp } from '../person/cnp.ts'
import type { PersonName } from '../person/name.ts'
import { CAPACITY_LABELS, CHANNEL_LABELS, KIND_LABELS } from './labels.ts'
import { both, type Words } from './words.ts'
import type { Capacity, Channel, LetterKind, Paper, RequestKind } from '../request/request.ts'

export interface PaperField {
  readonly label: Words
  readonly value: Words
  /** What people look for first: a moment or a term, laid out beside the number. */
  readonly prominent?: true
}

/** Small print, except what must not be overlooked: that is set apart in the size of the text. */
export interface Notice extends Words {
  readonly emphasis?: true
}

export interface PaperContent {
  readonly paper: Paper
  readonly letter: LetterKind | null
  readonly title: Words
  /** Registration number as printed large: `12345/23.11.2026` or `P-3-17`. */
  readonly number: string
  readonly fields: readonly PaperField[]
  readonly paragraphs: readonly Words[]
  /** Small print: legal basis, what this paper is not, how to check it. */
  readonly notices: readonly Notice[]
  /** Whether the central store seals it; then it carries a verification code. */
  readonly sealed: boolean
  /** In groups, `ABCD-EFGH-JKMN-PQRS`; null on papers without a seal. */
  readonly verificationCode: string | null
}

/** What every paper states about its request. */
export interface PaperRequest {
  readonly kind: RequestKind
  readonly channel: Channel
  readonly number: string
  readonly registeredAt: Instant
  /** Local day on which the person made the request. */
  readonly requestedDay: Day
  readonly holder: PersonName & { readonly cnp: string }
  readonly capacity: Capacity
  readonly representative: PersonName | null
  readonly dueDay: Day
}

/** `POPESCU Ana Maria`: surname first, in capitals. */
export const fullName = (name: PersonName): string =>
  `${name.surname.toLocaleUpperCase('ro')} ${name.givenNames}`.trim()

const field = (ro: string, en: string, value: Words): PaperField => ({ label: { ro, en }, value })
/** A field that is laid out beside the number. */
export const prominentField = (ro: string, en: string, value: Words): PaperField => ({
  ...field(ro, en, value),
  prominent: true,
})

/**
 * Number, time, person, matter: the head of every paper. The CNP is masked, because papers may lie where others see
 * them.
 */
export function headOf(request: PaperRequest): PaperField[] {
  const capacity = CAPACITY_LABELS[request.capacity].paper
  return [
    field('Număr de înregistrare', 'Registration number', both(request.number)),
    prominentField(
      'Data și ora înregistrării',
      'Date and hour of registration',
      both(formatDayAndTime(request.registeredAt)),
    ),
    field('Titularul dosarului', 'Holder of the record', both(fullName(request.holder))),
    field('CNP', 'CNP', both(maskCnp(request.holder.cnp))),
    ...(request.representative === null
      ? []
      : [
          field('Solicitant', 'Applicant', {
            ro: `${fullName(request.representative)}, ${capacity.ro}`,
            en: `${fullName(request.representative)}, ${capacity.en}`,
          }),
        ]),
    field('Obiectul cererii', 'Matter', KIND_LABELS[request.kind].matter),
    field('Canal', 'Channel', CHANNEL_LABELS[request.channel].paper),
  ]
}

export const paperField = field

/** `23.11.2026`, in both languages. */
export const dayWords = (day: Day): Words => both(formatDay(day))

/** On every sealed paper. */
export const CHECK_NOTICE: Words = {
  ro: 'Autenticitatea acestui document se verifică prin codul de verificare sau prin codul QR; documentul poartă sigiliul electronic al casei.',
  en: 'This document can be checked by its verification code or QR code; it carries the electronic seal of the house.',
}
