/**
 * The requests of the past weeks as they came and what became of them: one story a request, in every state that a
 * request can rest in. Pure: what is told here is done by `history.ts` through the real commands.
 */
import { dayBegins } from '../../domain/calendar/bucharest.ts'
import { addDays, ageOn, type Day } from '../../domain/calendar/day.ts'
import { ageClassOn } from '../../domain/person/capacity.ts'
import type { Capacity, Channel, FilingReason, RejectionReason, RequestKind } from '../../domain/request/request.ts'
import { CAST } from '../population/cast.ts'
import { FEMALE_NAMES } from '../population/names.ts'
import { fictionalCnp, type Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import type { DossierPlan } from './dossiers.ts'

type Decided =
  | { readonly act: 'return'; readonly missing: readonly string[]; readonly explanation: string }
  | { readonly act: 'approve'; /** Whether its turn to run comes within the story. */ readonly executed: boolean }
  | { readonly act: 'reject'; readonly reason: RejectionReason; readonly explanation: string }
  | { readonly act: 'withdraw'; readonly explanation: string }
  | { readonly act: 'join'; readonly into: string }
  | { readonly act: 'forward'; readonly to: string }
  | { readonly act: 'file'; readonly reason: FilingReason; readonly explanation: string }
  | { readonly act: 'extend'; readonly days: number; readonly explanation: string }

export interface Story {
  readonly requestId: string
  readonly person: Person
  readonly kind: RequestKind
  readonly channel: Channel
  readonly capacity: Capacity
  readonly representative: Person | null
  readonly day: Day
  readonly registeredAt: number
  /** Which of the clerks, and at which of the desks. */
  readonly clerk: number
  /** How far the clerk got with the identity check. */
  readonly identity: 'passed' | 'to-verify' | 'none'
  readonly signed: boolean
  readonly note: string | null
  readonly submitted: boolean
  readonly decision: (Decided & { readonly at: number; readonly supervisor: number }) | null
}

const NOTES = [
  'Titularul a fost informat la ghișeu despre diferența dintre restricționare și anonimizare.',
  'Persoana va reveni după recipisă săptămâna viitoare.',
  'A cerut să fie sunată când este gata răspunsul.',
  'Semnătura diferă puțin de cea din act; persoana a confirmat la ghișeu.',
  'A fost însoțită de fiică.',
] as const

interface Plot {
  readonly person: Person
  readonly kind?: RequestKind
  readonly channel?: Channel
  /** Days before today: registration, and the decision. */
  readonly ago: number
  readonly decidedAgo?: number
  readonly decided?: Decided
  readonly identity?: Story['identity']
  readonly signed?: boolean
  readonly submitted?: boolean
}

/** A working day, `ago` days before today or just before. */
function workingDay(today: Day, ago: number): Day {
  const day = addDays(today, -ago)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day
}

const HOUR = 3_600_000

/** The parent who stands at the counter for a child. */
function parentOf(child: Person, chance: Seeded): Person {
  const birthDay = addDays(child.birthDay, -365 * chance.integer(24, 38))
  return {
    ...child,
    cnp: fictionalCnp('female', birthDay, chance.integer(70, 89)),
    givenNames: chance.pick(FEMALE_NAMES),
    sex: 'female',
    birthDay,
  }
}

export interface Population {
  readonly plans: readonly DossierPlan[]
  readonly today: Day
  readonly clerks: number
  readonly supervisors: number
}

/**
 * The stories, by the moment of registration. Nobody appears twice but where the story needs it; the cast keeps out but
 * for what it must have lived through.
 */
export function stories({ plans, today, clerks, supervisors }: Population, chance: Seeded): Story[] {
  const cast = new Set<Person>(Object.values(CAST))
  const free = plans.filter(({ person }) => !cast.has(person))
  const adults = free
    .filter(
      ({ person, documents }) => documents > 0 && person.deceasedDay === null && ageOn(person.birthDay, today) >= 19,
    )
    .map(({ person }) => person)
  const children = free
    .filter(({ person, documents }) => documents > 0 && ageClassOn(person.birthDay, addDays(today, -60)) === 'under-14')
    .map(({ person }) => person)
  const without = free
    .filter(
      ({ person, documents }) => documents === 0 && person.deceasedDay === null && ageOn(person.birthDay, today) >= 19,
    )
    .map(({ person }) => person)
  const deceased = free.filter(({ person }) => person.deceasedDay !== null).map(({ person }) => person)
  const next = (list: Person[]): Person => {
    const person = list.splice(chance.integer(0, list.length - 1), 1)[0]
    if (!person) throw new RangeError('a larger population is needed')
    return person
  }
  const adult = (): Person => (chance.chance(0.12) && children.length > 0 ? next(children) : next(adults))
  const told: Story[] = []

  const tell = (plot: Plot): string => {
    const day = workingDay(today, plot.ago)
    const registeredAt = Date.parse(dayBegins(day)) + Math.round((8.4 + chance.unit() * 6.8) * HOUR)
    const requestId = chance.id(registeredAt)
    const child = ageClassOn(plot.person.birthDay, day) === 'under-14'
    const decidedDay = workingDay(
      today,
      Math.min(plot.ago, Math.max(1, plot.decidedAgo ?? plot.ago - chance.integer(1, 4))),
    )
    told.push({
      requestId,
      person: plot.person,
      kind: plot.kind ?? 'anonymise',
      channel: plot.channel ?? 'counter',
      capacity: child ? 'parent' : 'holder',
      representative: child ? parentOf(plot.person, chance) : null,
      day,
      registeredAt,
      clerk: chance.integer(0, clerks - 1),
      identity: plot.identity ?? 'passed',
      signed: plot.signed ?? true,
      note: chance.chance(0.35) ? chance.pick(NOTES) : null,
      submitted: plot.submitted ?? true,
      decision: plot.decided
        ? {
            ...plot.decided,
            at:
              Date.parse(dayBegins(decidedDay < day ? day : decidedDay)) +
              Math.round((15.6 + chance.unit() * 2) * HOUR),
            supervisor: chance.integer(0, supervisors - 1),
          }
        : null,
    })
    return requestId
  }
  const executed = { act: 'approve', executed: true } as const

  // Done: among them some who came back, and one of the cast.
  tell({ person: CAST.vasile, ago: 37, decided: executed })
  for (let count = 0; count < 5; count++) {
    const person = next(adults)
    tell({ person, ago: chance.integer(28, 43), decided: executed })
    tell({ person, kind: 'revert', ago: chance.integer(6, 16), decided: executed })
  }
  for (let count = 0; count < 18; count++) tell({ person: adult(), ago: chance.integer(6, 44), decided: executed })
  // Approved, and rightly not yet run: an earlier opposite request of the same person still waits for its decision.
  for (let count = 0; count < 2; count++) {
    const person = next(adults)
    tell({ person, ago: 13 - count })
    tell({ person, kind: 'revert', ago: 5 - count, decidedAgo: 2, decided: { act: 'approve', executed: false } })
  }
  // Before the supervisor, a few of them overdue or extended.
  for (let count = 0; count < 15; count++) tell({ person: adult(), ago: chance.integer(1, 21) })
  for (let count = 0; count < 3; count++) tell({ person: adult(), ago: chance.integer(32, 36) })
  for (let count = 0; count < 2; count++)
    tell({
      person: adult(),
      ago: chance.integer(22, 28),
      decidedAgo: 4,
      decided: {
        act: 'extend',
        days: chance.integer(10, 15),
        explanation: 'Sunt necesare verificări suplimentare în evidența titularilor.',
      },
    })
  // Registered, something still missing.
  for (let count = 0; count < 8; count++)
    tell({
      person: adult(),
      ago: chance.integer(1, 6),
      submitted: false,
      identity: chance.pick(['none', 'to-verify', 'passed']),
    })
  for (let count = 0; count < 2; count++)
    tell({ person: adult(), ago: chance.integer(33, 38), submitted: false, identity: 'none' })
  for (let count = 0; count < 4; count++)
    tell({ person: next(adults), channel: 'email', ago: chance.integer(1, 9), submitted: false, identity: 'none' })
  // Sent back for completion.
  const RETURNED = [
    { act: 'return', missing: ['attestation-signed'], explanation: 'Semnătura de pe cerere nu este lizibilă.' },
    {
      act: 'return',
      missing: ['identity-check'],
      explanation: 'Vă rugăm să vă prezentați cu actul de identitate în original.',
    },
    {
      act: 'return',
      missing: ['holder-name'],
      explanation: 'Prenumele din cerere diferă de cel din actul de identitate.',
    },
  ] as const
  for (let count = 0; count < 7; count++)
    tell({ person: adult(), ago: chance.integer(6, 24), decided: RETURNED[count % RETURNED.length] ?? RETURNED[0] })
  // Rejected, each for a reason that is true here.
  const reject = (person: Person, reason: RejectionReason, plot: Partial<Plot> = {}): string =>
    tell({ person, ago: chance.integer(5, 40), decided: { act: 'reject', reason, explanation: '' }, ...plot })
  reject(next(adults), 'not-anonymised', { kind: 'revert' })
  reject(next(adults), 'document-expired', { identity: 'none', submitted: false })
  reject(next(adults), 'identity-not-confirmed', { identity: 'none', submitted: false })
  for (let count = 0; count < 2; count++)
    reject(next(adults), 'signature-invalid', { channel: 'email', identity: 'none', submitted: false })
  if (without.length > 1) for (let count = 0; count < 2; count++) reject(next(without), 'no-dossier')
  if (deceased.length > 0) reject(next(deceased), 'deceased', { identity: 'none', submitted: false })
  // Withdrawn, joined, forwarded, filed.
  for (let count = 0; count < 5; count++)
    tell({
      person: adult(),
      ago: chance.integer(4, 35),
      decided: { act: 'withdraw', explanation: 'Persoana a ales restricționarea accesului din portal.' },
    })
  for (let count = 0; count < 4; count++) {
    const person = next(adults)
    const into = tell({ person, ago: 12 + count })
    tell({ person, ago: 4 + count, submitted: false, identity: 'none', decided: { act: 'join', into } })
  }
  for (const to of [
    'Casa de Asigurări de Sănătate Vaslui',
    'Casa de Asigurări de Sănătate Botoșani',
    'Casa de Asigurări de Sănătate Neamț',
  ])
    tell({ person: next(adults), ago: chance.integer(5, 30), submitted: false, decided: { act: 'forward', to } })
  for (let count = 0; count < 4; count++)
    tell({
      person: next(adults),
      ago: chance.integer(5, 38),
      submitted: false,
      identity: 'none',
      signed: false,
      channel: count === 0 ? 'email' : 'counter',
      decided: {
        act: 'file',
        reason: 'unsigned',
        explanation: 'Cererea nu este semnată, iar persoana nu a răspuns solicitării de completare.',
      },
    })
  return told.sort((a, b) => a.registeredAt - b.registeredAt)
}
