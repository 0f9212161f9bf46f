/**
 * Pagina registrului: what was registered from one day to another, number by number, as a registry book shows it.
 * Romanian alone: it is the house's own record.
 */
import { type Day, formatDay, formatDayAndTime, formatTime, type Instant } from '../calendar/bucharest.ts'
import type { PersonName } from '../person/name.ts'
import type { VoidReason } from '../request/registry-account.ts'
import type { NumberRange } from '../request/registry-number.ts'
import type { Channel, RequestKind, RequestState } from '../request/request.ts'
import { CHANNEL_LABELS, KIND_LABELS, STATE_LABELS } from './labels.ts'
import { fullName } from './paper-content.ts'

export interface RegisteredRow {
  /** `12345/23.11.2026`; the provisional number that it had before, where it had one. */
  readonly number: string
  readonly provisional: string | null
  readonly at: Instant
  readonly applicant: PersonName
  readonly kind: RequestKind
  readonly channel: Channel
  readonly registeredBy: string
  readonly deskNumber: number
  readonly state: RequestState
}
export interface VoidedRow extends NumberRange {
  readonly reason: VoidReason
  readonly deskNumber: number
  readonly at: Instant
}
export interface RegistryPageFacts {
  readonly from: Day
  readonly to: Day
  readonly registered: readonly RegisteredRow[]
  readonly voided: readonly VoidedRow[]
  readonly madeAt: Instant
  readonly madeFor: string
}

/** Title, columns and rows, ready to be laid out. */
export interface RegistryPage {
  readonly title: string
  readonly period: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The text shown instead of rows if there are none. */
  readonly empty: string
  readonly voidedTitle: string
  readonly voided: readonly string[]
  readonly notes: readonly string[]
}

const VOIDED: Record<VoidReason, string> = {
  'year-ended': 'nefolosite până la sfârșitul anului',
  'not-taken': 'date unor înregistrări la care s-a renunțat',
  'block-lost': 'ghișeul și-a pierdut evidența și le-a înapoiat nefolosite',
  'desk-retired': 'ghișeul a fost scos din folosință',
  'desk-revoked': 'ghișeului i s-a retras cheia',
}

const rangeWords = ({ from, to }: NumberRange): string => (from === to ? String(from) : `${String(from)}–${String(to)}`)

/** The content of the page. Names are written in full and CNPs not at all: a registry book is searched by number. */
export function registryPage(facts: RegistryPageFacts): RegistryPage {
  const one = facts.from === facts.to
  return {
    title: 'Registrul cererilor DES',
    period: one ? formatDay(facts.from) : `${formatDay(facts.from)} – ${formatDay(facts.to)}`,
    columns: ['Număr', 'Ora', 'Titular', 'Cerere', 'Canal', 'Înregistrată de', 'Stare'],
    rows: facts.registered.map((row) => [
      row.provisional === null ? row.number : `${row.number} (${row.provisional})`,
      formatTime(row.at),
      fullName(row.applicant),
      KIND_LABELS[row.kind].register,
      CHANNEL_LABELS[row.channel].paper.ro,
      `${row.registeredBy}, ghișeul ${String(row.deskNumber)}`,
      STATE_LABELS[row.state].register,
    ]),
    empty: one
      ? 'În această zi nu s-a înregistrat nicio cerere.'
      : 'În această perioadă nu s-a înregistrat nicio cerere.',
    voidedTitle: 'Numere anulate în această perioadă',
    voided: facts.voided.map(
      (row) =>
        `${rangeWords(row)}: ghișeul ${String(row.deskNumber)}, ${VOIDED[row.reason]} (${formatDayAndTime(row.at)})`,
    ),
    notes: [
      `Starea cererilor este cea de la ${formatDayAndTime(facts.madeAt)}. Pagină întocmită pentru ${facts.madeFor} din registrul sistemului central și sigilată electronic.`,
    ],
  }
}
