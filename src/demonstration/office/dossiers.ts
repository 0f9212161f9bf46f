/**
 * Fills the store with holders and their dossiers: documents encrypted with the key of each dossier, grants, access
 * log,
 * security matrix, portal links.
 */
import { createHmac } from 'node:crypto'
import type { OpenedStore } from '../../central/open-central-store.ts'
import {
  createDossier,
  insertAccessLog,
  insertDocuments,
  insertGrants,
  insertHolders,
  insertPortalLinks,
  insertRecords,
  insertSecurityMatrix,
} from '../../central/dossiers/dossiers.ts'
import type { Writing } from '../../central/store/store.ts'
import { addDays, type Day } from '../../domain/calendar/day.ts'
import { cdaDocument } from '../clinical/cda.ts'
import { type ClinicalFacts, courseOf, dayBeginnings } from '../clinical/course.ts'
import { derivedRecords } from '../clinical/dossier-records.ts'
import { fhirBundle } from '../clinical/fhir-bundle.ts'
import { type Doctor, doctors } from '../population/doctors.ts'
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'

/** Dossiers in one transaction: few enough to show progress, many enough to save time on the disk. */
const BATCH = 100
const COLUMNS = 'ABCDEFGH'

export interface DossierPlan {
  readonly person: Person
  readonly documents: number
}

/**
 * Distributes `total` documents among people. Older people get more. About one in fifty has no dossier, unless `always`
 * requires one; everybody else gets at least one document.
 */
export function shareDocuments(
  people: readonly Person[],
  total: number,
  today: Day,
  chance: Seeded,
  always: (person: Person) => boolean,
): DossierPlan[] {
  const weights = people.map((person) => {
    if (!always(person) && chance.chance(0.02)) return 0
    const age = Number(today.slice(0, 4)) - Number(person.birthDay.slice(0, 4))
    const forYounger = age > 35 ? 1.2 : 0.8
    return (0.3 + chance.unit() ** 2 * 2) * (age > 60 ? 2 : forYounger)
  })
  const sum = weights.reduce((a, b) => a + b, 0)
  let given = 0
  let reached = 0
  return people.map((person, index) => {
    const weight = weights[index] ?? 0
    reached += weight
    // Rounding differences are passed on to the next person, so that the total is exact.
    const documents = weight === 0 ? 0 : Math.max(1, Math.round((reached / sum) * total) - given)
    given += documents
    return { person, documents }
  })
}

const named = ({ surname, givenNames, stampCode }: Doctor): string => `dr. ${surname} ${givenNames} (${stampCode})`
const utf8 = new TextEncoder()

/** The rows of a dossier beside its documents. */
function rowsOf(
  dossierId: string,
  person: Person,
  documents: readonly ClinicalFacts[],
  key: Uint8Array,
  chance: Seeded,
  today: Day,
) {
  const authors = [...new Set(documents.map(({ author }) => author))]
  const grants = authors.slice(0, chance.integer(0, 3)).map((doctor) => {
    const at = Date.parse(documents[0]?.recordedAt ?? `${today}T08:00:00.000Z`)
    return {
      id: chance.id(at),
      dossier_id: dossierId,
      grantee: named(doctor),
      scope: chance.pick(['documente medicale', 'istoric medical', 'date personale']),
      granted_at: new Date(at).toISOString(),
      until: chance.chance(0.5) ? addDays(today, chance.integer(30, 700)) : null,
    }
  })
  const log = documents
    .filter(() => chance.chance(0.7))
    .map((document) => ({
      id: chance.id(Date.parse(document.recordedAt)),
      dossier_id: dossierId,
      at: document.recordedAt,
      who: named(chance.chance(0.8) ? document.author : chance.pick(authors)),
      act: chance.pick(['consultare document', 'consultare sumar de urgență', 'consultare istoric medical']),
    }))
  const portal = person.deceasedDay === null && chance.chance(0.12)
  // The holder gets the codes themselves; the store keeps only hashes keyed with the key of the dossier.
  const matrix = portal
    ? [...COLUMNS].flatMap((column) =>
        Array.from({ length: 8 }, (_, row) => {
          const position = `${column}${String(row + 1)}`
          const code = Array.from({ length: 3 }, () => chance.pick([...'23456789ABCDEFGHJKMNPQRSTUVWXYZ'])).join('')
          return {
            dossier_id: dossierId,
            position,
            code_hash: new Uint8Array(createHmac('sha256', key).update(`${position} ${code}`).digest()),
          }
        }),
      )
    : []
  const links = portal
    ? [
        {
          id: chance.id(Date.parse(`${today}T06:00:00.000Z`) - chance.integer(1, 900) * 86_400_000),
          dossier_id: dossierId,
          account_ref: `portal-${String(chance.integer(100_000, 999_999))}`,
          created_at: `${addDays(today, -chance.integer(1, 900))}T09:00:00.000Z`,
        },
      ]
    : []
  return { grants, log, matrix, links }
}

interface DossierContext {
  readonly chance: Seeded
  readonly today: Day
  readonly onProgress: (done: number, total: number) => void
}

/** Writes all holders and dossiers. Returns how many dossiers and documents there are. */
export async function fillDossiers(
  opened: OpenedStore,
  plans: readonly DossierPlan[],
  { chance, today, onProgress }: DossierContext,
): Promise<{ dossiers: number; documents: number }> {
  const context = { doctors: doctors(chance.stream('doctors')), today, beginsAt: dayBeginnings() }
  const holderIds = new Map(
    plans.map(({ person }) => [person.cnp, chance.id(Date.parse(`${today}T00:00:00.000Z`) - 86_400_000 * 400)]),
  )
  const idOf = (person: Person): string => holderIds.get(person.cnp) ?? ''
  let documents = 0

  const fill = async (writing: Writing, { person, documents: count }: DossierPlan) => {
    const own = chance.stream(`dossier/${person.cnp}`)
    const course = courseOf(person, count, { ...context, chance: own })
    const [oldest] = course
    if (!oldest) return null
    const openedAt = oldest.recordedAt
    const dossier = await createDossier(writing, opened, {
      dossierId: own.id(Date.parse(openedAt)),
      holderId: idOf(person),
      openedAt,
    })
    await insertDocuments(
      writing,
      dossier,
      opened.random,
      course.map((facts) => {
        const format = own.chance(0.5) ? 'cda-r2' : 'fhir-r4'
        return {
          id: facts.id,
          type: facts.type,
          format,
          recordedDay: facts.recordedDay,
          recordedAt: facts.recordedAt,
          content: utf8.encode(format === 'cda-r2' ? cdaDocument(person, facts) : fhirBundle(person, facts, own)),
        }
      }),
    )
    await insertRecords(
      writing,
      dossier,
      opened.random,
      derivedRecords(person, course, own).map((record) => ({
        id: own.id(Date.parse(openedAt)),
        class: record.class,
        recordedDay: record.recordedDay,
        content: utf8.encode(JSON.stringify(record.content)),
      })),
    )
    documents += course.length
    return rowsOf(dossier.dossierId, person, course, dossier.key, own, today)
  }

  let dossiers = 0
  for (let from = 0; from < plans.length; from += BATCH) {
    const slice = plans.slice(from, from + BATCH)
    await opened.store.write(async (writing) => {
      await insertHolders(
        writing,
        slice.map(({ person }) => holderRow(idOf(person), person)),
      )
      const filled: ReturnType<typeof rowsOf>[] = []
      for (const plan of slice) {
        const rows = await fill(writing, plan)
        if (rows) filled.push(rows)
      }
      dossiers += filled.length
      await insertRows(writing, filled)
    })
    onProgress(Math.min(from + BATCH, plans.length), plans.length)
  }
  return { dossiers, documents }
}

/** A person as the central store keeps a holder. */
export const holderRow = (id: string, person: Person) => ({
  id,
  cnp: person.cnp,
  surname: person.surname,
  given_names: person.givenNames,
  birth_day: person.birthDay,
  sex: person.sex,
  county: 'IS',
  deceased_day: person.deceasedDay,
})

async function insertRows(writing: Writing, filled: readonly ReturnType<typeof rowsOf>[]): Promise<void> {
  await insertGrants(
    writing,
    filled.flatMap(({ grants }) => grants),
  )
  await insertAccessLog(
    writing,
    filled.flatMap(({ log }) => log),
  )
  await insertSecurityMatrix(
    writing,
    filled.flatMap(({ matrix }) => matrix),
  )
  await insertPortalLinks(
    writing,
    filled.flatMap(({ links }) => links),
  )
}
