/**
 * In what capacity a person may submit a request for another: a minor under 14 acts through the parent or guardian;
 * from 14 to 18 the minor acts with their consent; nobody may decide for a competent adult without a special authentic
 * power of attorney (Civil Code art. 41–43; Legea 140/2022 for special guardianship and judicial counsel).
 */
import { ageOn, type Day } from '../calendar/day.ts'
import { CAPACITIES, type Capacity } from '../request/request.ts'

/** `unknown`: a resident's CNP does not state the century, and no birth date was given. */
export type AgeClass = 'under-14' | '14-to-18' | 'adult' | 'unknown'

/** What proves a capacity. */
type ProofOfCapacity = 'birth-certificate' | 'guardianship-decision' | 'court-decision' | 'authentic-power-of-attorney'

export interface CapacityRule {
  readonly capacity: Capacity
  /** Whether the law allows a request in this capacity, at the age of the holder. */
  readonly possible: boolean
  /** The paper to attach; null for the holder. */
  readonly proof: ProofOfCapacity | null
  /** Whether the applicant is another person than the holder, to be named and identified. */
  readonly representative: boolean
  /** Whose consent is also needed: from 14 to 18 the minor and the parent or guardian act together. */
  readonly consentOf: 'parent' | 'minor' | null
}

/** Age class on a day: 14 and 18 are reached on the birthday itself. */
export function ageClassOn(birthDate: Day | null, day: Day): AgeClass {
  if (birthDate === null) return 'unknown'
  const age = ageOn(birthDate, day)
  if (age < 14) return 'under-14'
  return age < 18 ? '14-to-18' : 'adult'
}

const PROOF: Record<Capacity, ProofOfCapacity | null> = {
  holder: null,
  parent: 'birth-certificate',
  guardian: 'guardianship-decision',
  'special-guardian': 'court-decision',
  proxy: 'authentic-power-of-attorney',
}

/** Whether the applicant is another person than the holder, to be named and identified. */
export const actsForAnother = (capacity: Capacity): boolean => capacity !== 'holder'

/** Who submits in person, with an identity document: the holder, or who acts for the holder. */
export const applicantOf = (capacity: Capacity): 'holder' | 'representative' =>
  actsForAnother(capacity) ? 'representative' : 'holder'

/** Whether a paper that proves the capacity is to be attached. */
export const needsProof = (capacity: Capacity): boolean => PROOF[capacity] !== null

/** An unknown age excludes nothing: the clerk sees the document. */
const POSSIBLE: Record<AgeClass, readonly Capacity[]> = {
  'under-14': ['parent', 'guardian'],
  '14-to-18': ['holder', 'parent', 'guardian', 'special-guardian'],
  adult: ['holder', 'special-guardian', 'proxy'],
  unknown: CAPACITIES,
}

function consentOf(capacity: Capacity, age: AgeClass): CapacityRule['consentOf'] {
  if (age !== '14-to-18') return null
  if (capacity === 'holder') return 'parent'
  return capacity === 'parent' || capacity === 'guardian' ? 'minor' : null
}

/** The rule of one capacity for a holder of that birth date, on the day of the request. */
export function capacityRule(capacity: Capacity, birthDate: Day | null, day: Day): CapacityRule {
  const age = ageClassOn(birthDate, day)
  return {
    capacity,
    possible: POSSIBLE[age].includes(capacity),
    proof: PROOF[capacity],
    representative: actsForAnother(capacity),
    consentOf: consentOf(capacity, age),
  }
}

/** The rules of all capacities, in the order of {@link CAPACITIES}. */
export const capacityRules = (birthDate: Day | null, day: Day): readonly CapacityRule[] =>
  CAPACITIES.map((capacity) => capacityRule(capacity, birthDate, day))
