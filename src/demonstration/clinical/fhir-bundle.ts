/**
 * Writes a clinical document as a FHIR R4 document Bundle (HL7 FHIR 4.0.1, Documents): a Composition first, then all
 * resources that it refers to.
 */
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import { DES_ROOT, LOINC_TYPES } from './cda.ts'
import type { ClinicalFacts } from './course.ts'

interface Resource {
  readonly resourceType: string
  readonly [key: string]: unknown
}
interface Entry {
  readonly fullUrl: string
  readonly resource: Resource
}

const OID = `urn:oid:${DES_ROOT}`
const coding = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] })
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPED[character] ?? character)
const xhtml = (paragraphs: readonly string[]): string =>
  `<div xmlns="http://www.w3.org/1999/xhtml">${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}</div>`

type MakeEntry = (resourceType: string, content: Record<string, unknown>) => Entry
const to = ({ fullUrl }: Entry) => ({ reference: fullUrl })

/** The Bundle as JSON text. Ids come from `chance`, with the time of the document. */
export function fhirBundle(person: Person, facts: ClinicalFacts, chance: Seeded): string {
  const at = Date.parse(facts.recordedAt)
  const entry: MakeEntry = (resourceType, content) => {
    const id = chance.id(at)
    return { fullUrl: `urn:uuid:${id}`, resource: { resourceType, id, ...content } }
  }
  const { author } = facts

  const patient = entry('Patient', {
    identifier: [{ system: OID, value: person.cnp, type: { text: 'CNP' } }],
    name: [{ use: 'official', family: person.surname, given: person.givenNames.split(' ') }],
    gender: person.sex,
    birthDate: person.birthDay,
    ...(person.deceasedDay === null ? {} : { deceasedDateTime: person.deceasedDay }),
  })
  const organisation = entry('Organization', {
    identifier: [{ system: OID, value: author.provider.code }],
    name: author.provider.name,
  })
  const practitioner = entry('Practitioner', {
    identifier: [{ system: OID, value: author.stampCode, type: { text: 'cod parafă' } }],
    name: [{ family: author.surname, given: [author.givenNames], prefix: ['Dr.'] }],
    qualification: [{ code: { text: author.specialty } }],
  })
  const content = [
    ...conditionsOf(facts, patient, entry),
    ...observationsOf(facts, patient, entry),
    ...medicinesOf(facts, patient, practitioner, entry),
  ]
  const composition = compositionOf(facts, { patient, practitioner, organisation, content }, entry)
  return JSON.stringify({
    resourceType: 'Bundle',
    id: facts.id,
    meta: { lastUpdated: facts.recordedAt },
    language: 'ro-RO',
    identifier: { system: OID, value: facts.id },
    type: 'document',
    timestamp: facts.recordedAt,
    entry: [composition, patient, practitioner, organisation, ...content],
  })
}

function conditionsOf(facts: ClinicalFacts, patient: Entry, entry: MakeEntry): Entry[] {
  return facts.diagnoses.map(({ code, name, chronic }) =>
    entry('Condition', {
      clinicalStatus: coding('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active', 'Active'),
      category: [{ text: chronic ? 'cronic' : 'acut' }],
      code: coding('http://hl7.org/fhir/sid/icd-10', code, name),
      subject: to(patient),
      recordedDate: facts.recordedAt,
    }),
  )
}

function observationsOf(facts: ClinicalFacts, patient: Entry, entry: MakeEntry): Entry[] {
  return facts.results.map(({ investigation, value, abnormal }) =>
    entry('Observation', {
      status: 'final',
      code: coding('http://loinc.org', investigation.code, investigation.name),
      subject: to(patient),
      effectiveDateTime: facts.recordedAt,
      valueQuantity: {
        value: Number(value),
        unit: investigation.unit,
        system: 'http://unitsofmeasure.org',
        code: investigation.unit,
      },
      referenceRange: [{ low: { value: investigation.normal[0] }, high: { value: investigation.normal[1] } }],
      interpretation: [
        coding(
          'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
          abnormal ? 'A' : 'N',
          abnormal ? 'Abnormal' : 'Normal',
        ),
      ],
    }),
  )
}

function medicinesOf(facts: ClinicalFacts, patient: Entry, practitioner: Entry, entry: MakeEntry): Entry[] {
  return facts.medicines.map(({ name, atc, dose }) =>
    facts.type === 'vaccination'
      ? entry('Immunization', {
          status: 'completed',
          vaccineCode: coding('http://www.whocc.no/atc', atc, name),
          patient: to(patient),
          occurrenceDateTime: facts.recordedAt,
        })
      : entry('MedicationRequest', {
          status: 'active',
          intent: 'order',
          medicationCodeableConcept: coding('http://www.whocc.no/atc', atc, name),
          subject: to(patient),
          authoredOn: facts.recordedAt,
          requester: to(practitioner),
          dosageInstruction: [{ text: dose }],
        }),
  )
}

interface Parts {
  readonly patient: Entry
  readonly practitioner: Entry
  readonly organisation: Entry
  readonly content: readonly Entry[]
}

function compositionOf(
  facts: ClinicalFacts,
  { patient, practitioner, organisation, content }: Parts,
  entry: MakeEntry,
): Entry {
  const [code, display] = LOINC_TYPES[facts.type]
  return entry('Composition', {
    identifier: { system: OID, value: facts.id },
    status: facts.replaces === null ? 'final' : 'amended',
    type: coding('http://loinc.org', code, display),
    subject: to(patient),
    date: facts.recordedAt,
    author: [to(practitioner)],
    custodian: to(organisation),
    title: facts.title,
    confidentiality: 'N',
    ...(facts.replaces === null
      ? {}
      : { relatesTo: [{ code: 'replaces', targetIdentifier: { system: OID, value: facts.replaces } }] }),
    section: [
      {
        title: facts.title,
        code: coding('http://loinc.org', code, display),
        text: { status: 'generated', div: xhtml(facts.paragraphs) },
        ...(content.length === 0 ? {} : { entry: content.map(to) }),
      },
    ],
  })
}
