/** Fictional doctors and their workplaces. The code on a doctor's stamp (cod parafă) has the form `[0-9A-Z]{5,6}`. */
import type { Seeded } from '../seeded.ts'
import { FEMALE_NAMES, MALE_NAMES, SURNAMES } from './names.ts'

export type Specialty =
  | 'medicină de familie'
  | 'medicină internă'
  | 'cardiologie'
  | 'pediatrie'
  | 'pneumologie'
  | 'diabet zaharat, nutriție și boli metabolice'
  | 'neurologie'
  | 'ortopedie'
  | 'medicină de laborator'
  | 'medicină de urgență'

interface Provider {
  readonly name: string
  /** A code of the demonstration, not a real CUI. */
  readonly code: string
  readonly kind: 'hospital' | 'clinic' | 'practice' | 'laboratory'
}

export interface Doctor {
  readonly stampCode: string
  readonly surname: string
  readonly givenNames: string
  readonly specialty: Specialty
  readonly provider: Provider
}

const PROVIDERS: readonly Provider[] = [
  { name: 'Spitalul Demonstrativ Copou Iași', code: 'DEMO-S1', kind: 'hospital' },
  { name: 'Spitalul Demonstrativ Pașcani', code: 'DEMO-S2', kind: 'hospital' },
  { name: 'Centrul Medical Demonstrativ Bucium', code: 'DEMO-C1', kind: 'clinic' },
  { name: 'Policlinica Demonstrativă Tătărași', code: 'DEMO-C2', kind: 'clinic' },
  { name: 'Laboratorul Demonstrativ Nicolina', code: 'DEMO-L1', kind: 'laboratory' },
]

const SPECIALTIES: readonly (readonly [Specialty, number])[] = [
  ['medicină internă', 5],
  ['cardiologie', 5],
  ['pediatrie', 4],
  ['pneumologie', 3],
  ['diabet zaharat, nutriție și boli metabolice', 3],
  ['neurologie', 3],
  ['ortopedie', 3],
  ['medicină de laborator', 4],
  ['medicină de urgență', 3],
]

function doctor(chance: Seeded, index: number, specialty: Specialty): Doctor {
  const surname = chance.pick(SURNAMES)
  const provider: Provider =
    specialty === 'medicină de familie'
      ? {
          name: `Cabinet medical individual dr. ${surname} (demonstrativ)`,
          code: `DEMO-F${String(index)}`,
          kind: 'practice',
        }
      : chance.pick(PROVIDERS.filter(({ kind }) => (specialty === 'medicină de laborator') === (kind === 'laboratory')))
  return {
    stampCode: `${String.fromCharCode(65 + (index % 26))}${String(10_000 + index * 137)}`,
    surname,
    givenNames: chance.pick(chance.chance(0.6) ? FEMALE_NAMES : MALE_NAMES),
    specialty,
    provider,
  }
}

export interface Doctors {
  readonly family: readonly Doctor[]
  readonly specialists: readonly Doctor[]
}

export function doctors(chance: Seeded): Doctors {
  return {
    family: Array.from({ length: 28 }, (_, index) => doctor(chance, index, 'medicină de familie')),
    specialists: SPECIALTIES.flatMap(([specialty, count], group) =>
      Array.from({ length: count }, (_, index) => doctor(chance, 100 + group * 10 + index, specialty)),
    ),
  }
}
