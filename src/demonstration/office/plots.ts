/** The plots of the past requests, by the state in which they are today. */
import type { RejectionReason } from '../../domain/request/request.ts'
import { CAST } from '../population/cast.ts'
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import type { Applicants } from './applicants.ts'
import type { Plot, StoryWriter } from './story-writer.ts'

export interface Plots extends Applicants, Pick<StoryWriter, 'add'> {
  readonly chance: Seeded
}

const executed = { act: 'approve', executed: true } as const
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

/** Executed requests, including people who came back, and one of the cast. */
export function addExecuted({ add, anyone, next, adults, chance }: Plots): void {
  add({ person: CAST.vasile, ago: 37, decided: executed })
  for (let count = 0; count < 5; count++) {
    const person = next(adults)
    add({ person, ago: chance.integer(28, 43), decided: executed })
    add({ person, kind: 'revert', ago: chance.integer(6, 16), decided: executed })
  }
  for (let count = 0; count < 18; count++) add({ person: anyone(), ago: chance.integer(6, 44), decided: executed })
}

/** Approved requests that are not executed yet: an earlier opposite request of the same person is undecided. */
export function addWaitingForExecution({ add, next, adults }: Plots): void {
  for (let count = 0; count < 2; count++) {
    const person = next(adults)
    add({ person, ago: 13 - count })
    add({ person, kind: 'revert', ago: 5 - count, decidedAgo: 2, decided: { act: 'approve', executed: false } })
  }
}

/** Requests on review, some of them overdue or extended. */
export function addOnReview({ add, anyone, chance }: Plots): void {
  for (let count = 0; count < 15; count++) add({ person: anyone(), ago: chance.integer(1, 21) })
  for (let count = 0; count < 3; count++) add({ person: anyone(), ago: chance.integer(32, 36) })
  for (let count = 0; count < 2; count++)
    add({
      person: anyone(),
      ago: chance.integer(22, 28),
      decidedAgo: 4,
      decided: {
        act: 'extend',
        days: chance.integer(10, 15),
        explanation: 'Sunt necesare verificări suplimentare în evidența titularilor.',
      },
    })
}

/** Registered requests that are incomplete. */
export function addIncomplete({ add, anyone, next, adults, chance }: Plots): void {
  for (let count = 0; count < 8; count++)
    add({
      person: anyone(),
      ago: chance.integer(1, 6),
      submitted: false,
      identity: chance.pick(['none', 'to-verify', 'passed']),
    })
  for (let count = 0; count < 2; count++)
    add({ person: anyone(), ago: chance.integer(33, 38), submitted: false, identity: 'none' })
  for (let count = 0; count < 4; count++)
    add({ person: next(adults), channel: 'email', ago: chance.integer(1, 9), submitted: false, identity: 'none' })
}

/** Requests returned for completion. */
export function addReturned({ add, anyone, chance }: Plots): void {
  for (let count = 0; count < 7; count++)
    add({ person: anyone(), ago: chance.integer(6, 24), decided: RETURNED[count % RETURNED.length] ?? RETURNED[0] })
}

/** Rejected requests, each for a reason that is true here. */
export function addRejected({ add, next, adults, withoutDossier, deceased, chance }: Plots): void {
  const reject = (person: Person, reason: RejectionReason, plot: Partial<Plot> = {}): string =>
    add({ person, ago: chance.integer(5, 40), decided: { act: 'reject', reason, explanation: '' }, ...plot })
  reject(next(adults), 'not-anonymised', { kind: 'revert' })
  reject(next(adults), 'document-expired', { identity: 'none', submitted: false })
  reject(next(adults), 'identity-not-confirmed', { identity: 'none', submitted: false })
  for (let count = 0; count < 2; count++)
    reject(next(adults), 'signature-invalid', { channel: 'email', identity: 'none', submitted: false })
  if (withoutDossier.length > 1) for (let count = 0; count < 2; count++) reject(next(withoutDossier), 'no-dossier')
  if (deceased.length > 0) reject(next(deceased), 'deceased', { identity: 'none', submitted: false })
}

/** Withdrawn, joined, forwarded and filed requests. */
export function addOtherwiseEnded({ add, anyone, next, adults, chance }: Plots): void {
  for (let count = 0; count < 5; count++)
    add({
      person: anyone(),
      ago: chance.integer(4, 35),
      decided: { act: 'withdraw', explanation: 'Persoana a ales restricționarea accesului din portal.' },
    })
  for (let count = 0; count < 4; count++) {
    const person = next(adults)
    const into = add({ person, ago: 12 + count })
    add({ person, ago: 4 + count, submitted: false, identity: 'none', decided: { act: 'join', into } })
  }
  for (const to of [
    'Casa de Asigurări de Sănătate Vaslui',
    'Casa de Asigurări de Sănătate Botoșani',
    'Casa de Asigurări de Sănătate Neamț',
  ])
    add({ person: next(adults), ago: chance.integer(5, 30), submitted: false, decided: { act: 'forward', to } })
  for (let count = 0; count < 4; count++)
    add({
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
}
