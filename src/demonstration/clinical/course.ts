/**
 * Generates a person's course of illness as documents in a plausible order: visits, referrals, results, hospital stays.
 */
import { dayBegins } from '../../domain/calendar/bucharest.ts'
import { addDays, type Day, daysBetween, partsOfDay } from '../../domain/calendar/day.ts'
import type { DocumentType } from '../../domain/dossier/document-type.ts'
import type { Doctor, Doctors } from '../population/doctors.ts'
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import { type Diagnosis, DIAGNOSES, type Investigation, type Medicine, VACCINES } from './diagnoses.ts'

interface Result {
  readonly investigation: Investigation
  readonly value: string
  readonly abnormal: boolean
}

export interface ClinicalFacts {
  readonly id: string
  readonly type: DocumentType
  readonly title: string
  readonly author: Doctor
  readonly recordedDay: Day
  readonly recordedAt: string
  readonly diagnoses: readonly Diagnosis[]
  readonly paragraphs: readonly string[]
  readonly medicines: readonly Medicine[]
  readonly results: readonly Result[]
  /** The document that this one corrects. */
  readonly replaces: string | null
}

const DOCUMENT_TITLES: Record<DocumentType, string> = {
  'observation-sheet': 'Foaie de observație clinică generală',
  'discharge-letter': 'Bilet de externare',
  'medical-letter': 'Scrisoare medicală',
  consultation: 'Fișă de consultație',
  prescription: 'Prescripție medicală electronică',
  referral: 'Bilet de trimitere',
  'investigation-report': 'Raport de investigații',
  vaccination: 'Raport de vaccinare',
  'medical-leave': 'Certificat de concediu medical',
}

/** The record covers six years. */
const DAYS_BACK = 2190

interface CourseContext {
  readonly chance: Seeded
  readonly doctors: Doctors
  readonly today: Day
  /** The instant at which a local day begins. */
  readonly beginsAt: (day: Day) => number
}

/** Caches the beginnings of days: 20,000 documents fall on about 2,000 days. */
export function dayBeginnings(): (day: Day) => number {
  const known = new Map<Day, number>()
  return (day) => {
    const begins = known.get(day) ?? Date.parse(dayBegins(day))
    known.set(day, begins)
    return begins
  }
}

function resultsOf(chance: Seeded, investigations: readonly Investigation[], ill: boolean): Result[] {
  return investigations.map((investigation) => {
    const abnormal = ill && chance.chance(0.75)
    const [low, high] = abnormal ? investigation.ill : investigation.normal
    return { investigation, abnormal, value: (low + chance.unit() * (high - low)).toFixed(investigation.decimals) }
  })
}

/** The chronic diagnoses that a person has, and the acute ones that they may get, with their weights. */
function illnessesOf(
  person: Person,
  age: number,
  chance: Seeded,
): { chronic: Diagnosis[]; acute: (readonly [Diagnosis, number])[] } {
  const fitting = DIAGNOSES.filter(
    ({ ages, sex }) => age >= ages[0] && age <= ages[1] && (sex === null || sex === person.sex),
  )
  const forYounger = age > 35 ? 1.6 : 1
  const byAge = age > 60 ? 3 : forYounger
  const chronic = fitting.filter((diagnosis) => diagnosis.chronic && chance.chance((diagnosis.weight / 60) * byAge))
  return {
    chronic,
    acute: fitting.filter((diagnosis) => !diagnosis.chronic).map((diagnosis) => [diagnosis, diagnosis.weight] as const),
  }
}

type Draft = Omit<ClinicalFacts, 'id' | 'recordedAt' | 'replaces' | 'title'>

/** One visit and its consequences. */
interface Episode {
  readonly chance: Seeded
  readonly doctors: Doctors
  readonly family: Doctor
  readonly specialist: Doctor
  readonly diagnosis: Diagnosis
  readonly adult: boolean
  /** Adds a document some days after the visit, unless that day is not over yet. */
  add(
    daysAfter: number,
    type: DocumentType,
    author: Doctor,
    paragraphs: string[],
    more?: Partial<Pick<Draft, 'medicines' | 'results'>>,
  ): void
}

/** The documents of one visit and its consequences, in order of time. */
function episode(
  { chance, doctors, today }: CourseContext,
  family: Doctor,
  diagnosis: Diagnosis,
  day: Day,
  adult: boolean,
): Draft[] {
  const documents: Draft[] = []
  const specialist = chance.pick(
    doctors.specialists
      .filter(({ specialty }) => specialty === diagnosis.specialty)
      .concat(
        diagnosis.specialty === 'medicină de familie'
          ? doctors.specialists.filter(({ specialty }) => specialty === 'medicină internă')
          : [],
      ),
  )
  const add: Episode['add'] = (daysAfter, type, author, paragraphs, { medicines = [], results = [] } = {}) => {
    const recordedDay = addDays(day, daysAfter)
    if (recordedDay < today)
      documents.push({ type, author, recordedDay, diagnoses: [diagnosis], paragraphs, medicines, results })
  }
  const visit: Episode = { chance, doctors, family, specialist, diagnosis, adult, add }
  addConsultation(visit)
  if (diagnosis.hospital && chance.chance(0.35)) {
    addHospitalStay(visit)
    return documents
  }
  if (diagnosis.investigations.length > 0 && chance.chance(0.6)) addInvestigations(visit)
  if (specialist.specialty === diagnosis.specialty && chance.chance(0.45)) addSpecialistVisit(visit)
  if (adult && !diagnosis.chronic && chance.chance(0.2)) {
    const days = String(chance.integer(3, 10))
    add(0, 'medical-leave', family, [
      `Incapacitate temporară de muncă pentru ${diagnosis.name} (${diagnosis.code}), ${days} zile.`,
    ])
  }
  return documents
}

function addConsultation({ chance, family, diagnosis, add }: Episode): void {
  const { name, code, complaint, medicines } = diagnosis
  add(0, 'consultation', family, [
    `Motivele prezentării: ${complaint}`,
    `Diagnostic: ${name} (${code}).`,
    chance.chance(0.5)
      ? 'Stare generală bună, afebril, echilibrat hemodinamic.'
      : 'Examen clinic general în limite normale, cu excepția celor descrise.',
  ])
  if (medicines.length > 0) add(0, 'prescription', family, [`Tratament pentru ${name} (${code}).`], { medicines })
}

function addHospitalStay({ chance, specialist, diagnosis, adult, add }: Episode): void {
  const { name, code, complaint, medicines, investigations } = diagnosis
  const stay = chance.integer(2, 9)
  add(1, 'observation-sheet', specialist, [
    `Internare prin trimitere pentru ${name} (${code}).`,
    `La internare: ${complaint}`,
    'Antecedente personale patologice: conform dosarului.',
  ])
  add(
    1 + stay,
    'discharge-letter',
    specialist,
    [
      `Internat ${String(stay)} zile cu diagnosticul ${name} (${code}).`,
      'Evoluție favorabilă sub tratament; externat ameliorat.',
      'Recomandări: continuarea tratamentului și control peste 30 de zile.',
    ],
    { medicines, results: resultsOf(chance, investigations, true) },
  )
  if (adult && chance.chance(0.5))
    add(1 + stay, 'medical-leave', specialist, [
      `Incapacitate temporară de muncă pentru ${name} (${code}), ${String(stay + 7)} zile.`,
    ])
}

function addInvestigations({ chance, doctors, family, diagnosis, add }: Episode): void {
  const { investigations } = diagnosis
  const laboratory = chance.pick(doctors.specialists.filter(({ specialty }) => specialty === 'medicină de laborator'))
  const names = investigations.map((investigation) => investigation.name.toLowerCase())
  add(0, 'referral', family, [`Trimitere pentru investigații paraclinice: ${names.join(', ')}.`])
  add(chance.integer(1, 8), 'investigation-report', laboratory, ['Rezultatele se interpretează în context clinic.'], {
    results: resultsOf(chance, investigations, true),
  })
}

function addSpecialistVisit({ chance, family, specialist, diagnosis, add }: Episode): void {
  const { name, code, medicines } = diagnosis
  add(1, 'referral', family, [`Trimitere la ${specialist.specialty} pentru ${name} (${code}).`])
  add(
    chance.integer(6, 20),
    'medical-letter',
    specialist,
    [
      `Am consultat pacientul pentru ${name} (${code}).`,
      chance.chance(0.5)
        ? 'Se continuă tratamentul; control peste 3 luni.'
        : 'Se ajustează tratamentul; control peste 6 luni.',
    ],
    { medicines },
  )
}

function vaccinations({ chance, today }: CourseContext, person: Person, family: Doctor): Draft[] {
  const { year } = partsOfDay(person.birthDay)
  return VACCINES.flatMap((vaccine): Draft[] => {
    const recordedDay = addDays(`${String(year + vaccine.age)}-03-01`, chance.integer(vaccine.age === 0 ? 120 : 0, 250))
    if (
      recordedDay < person.birthDay ||
      recordedDay >= today ||
      daysBetween(recordedDay, today) > DAYS_BACK ||
      !chance.chance(0.8)
    )
      return []
    return [
      {
        type: 'vaccination',
        author: family,
        recordedDay,
        diagnoses: [],
        paragraphs: [`S-a administrat: ${vaccine.name}. Fără reacții adverse imediate.`],
        medicines: [{ name: vaccine.name, atc: vaccine.atc, dose: 'o doză' }],
        results: [],
      },
    ]
  })
}

/** `count` documents of a person, oldest first, all recorded before `today` and before death. */
export function courseOf(person: Person, count: number, context: CourseContext): ClinicalFacts[] {
  const { chance, doctors, today, beginsAt } = context
  const age = partsOfDay(today).year - partsOfDay(person.birthDay).year
  const last = person.deceasedDay ?? today
  const earliest = addDays(last, -DAYS_BACK) > person.birthDay ? addDays(last, -DAYS_BACK) : person.birthDay
  const span = Math.max(1, daysBetween(earliest, last))
  const family = chance.pick(doctors.family)
  const { chronic, acute } = illnessesOf(person, age, chance)
  const limited = { ...context, today: last }
  const drafts = vaccinations(limited, person, family).slice(0, count)
  // Documents beyond the end of the span are dropped, so visits are added until the count is reached. Each visit adds
  // at
  // least one document unless it falls on the last day.
  while (drafts.length < count) {
    const diagnosis = chronic.length > 0 && chance.chance(0.65) ? chance.pick(chronic) : chance.weighted(acute)
    drafts.push(
      ...episode(
        limited,
        family,
        diagnosis,
        addDays(earliest, chance.integer(0, span - 1)),
        age >= 18 && age < 65,
      ).slice(0, count - drafts.length),
    )
  }
  let before: ClinicalFacts | null = null
  return drafts
    .map((draft) => ({
      draft,
      at: beginsAt(draft.recordedDay) + chance.integer(8 * 3600, 18 * 3600) * 1000 + chance.integer(0, 999),
    }))
    .sort((a, b) => a.at - b.at)
    .map(({ draft, at }): ClinicalFacts => {
      // Sometimes an author corrects the report recorded just before.
      const corrects: string | null =
        before?.type === draft.type && before.author === draft.author && chance.chance(0.1) ? before.id : null
      before = {
        ...draft,
        id: chance.id(at),
        recordedAt: new Date(at).toISOString(),
        title: DOCUMENT_TITLES[draft.type],
        replaces: corrects,
      }
      return before
    })
}
