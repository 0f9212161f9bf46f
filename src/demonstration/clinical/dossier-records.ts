/**
 * Records that DES derives from documents or gets from the holder: emergency summary, medical history, declared
 * history.
 */
import type { Seeded } from '../seeded.ts'
import type { Person } from '../population/people.ts'
import type { ClinicalFacts } from './course.ts'

const BLOOD_GROUPS = [
  ['0 I Rh+', 28],
  ['A II Rh+', 36],
  ['B III Rh+', 15],
  ['AB IV Rh+', 6],
  ['0 I Rh−', 5],
  ['A II Rh−', 6],
  ['B III Rh−', 3],
  ['AB IV Rh−', 1],
] as const
const ALLERGIES = [
  'penicilină',
  'polen de graminee',
  'arahide',
  'iod (substanță de contrast)',
  'latex',
  'acid acetilsalicilic',
] as const
const DECLARED = [
  'Nefumător. Consum ocazional de alcool.',
  'Fumător, 10 țigări pe zi.',
  'Apendicectomie în copilărie.',
  'Mama cu diabet zaharat tip 2.',
  'Tatăl cu infarct miocardic la 58 de ani.',
  'Practică înotul de două ori pe săptămână.',
] as const

export interface DerivedRecord {
  readonly class: 'emergency-summary' | 'medical-history' | 'declared-history'
  readonly recordedDay: string
  readonly content: Record<string, unknown>
}

/** The records of a dossier with these documents, of which the last is the newest. */
export function derivedRecords(person: Person, documents: readonly ClinicalFacts[], chance: Seeded): DerivedRecord[] {
  const newest = documents.at(-1)
  if (!newest) return []
  const diagnoses = new Map(
    documents
      .flatMap(({ diagnoses, recordedDay }) =>
        diagnoses.map((diagnosis) => [diagnosis.code, { diagnosis, since: recordedDay }] as const),
      )
      .reverse(),
  )
  const chronic = [...diagnoses.values()].filter(({ diagnosis }) => diagnosis.chronic)
  const records: DerivedRecord[] = [
    {
      class: 'emergency-summary',
      recordedDay: newest.recordedDay,
      content: {
        bloodGroup: chance.weighted(BLOOD_GROUPS),
        allergies: chance.chance(0.2) ? [chance.pick(ALLERGIES)] : [],
        conditions: chronic.map(({ diagnosis }) => ({ code: diagnosis.code, name: diagnosis.name })),
        medication: chronic.flatMap(({ diagnosis }) => diagnosis.medicines.map(({ name, dose }) => `${name}, ${dose}`)),
      },
    },
    {
      class: 'medical-history',
      recordedDay: newest.recordedDay,
      content: {
        diagnoses: [...diagnoses.values()].map(({ diagnosis, since }) => ({
          code: diagnosis.code,
          name: diagnosis.name,
          since,
        })),
      },
    },
  ]
  if (person.deceasedDay === null && chance.chance(0.35))
    records.push({
      class: 'declared-history',
      recordedDay: newest.recordedDay,
      content: { text: chance.pick(DECLARED) },
    })
  return records
}
