/**
 * A clinical document as HL7 CDA R2 (ISO/HL7 27932:2009): header with patient, author, custodian and replaced document,
 * body with a narrative and coded entries. The root OID is that of DES (product.md section 9); extensions below it are
 * this demonstration's own.
 */
import type { DocumentType } from '../../domain/dossier/document-type.ts'
import type { Person } from '../population/people.ts'
import type { ClinicalFacts } from './course.ts'

export const DES_ROOT = '2.16.840.1.113883.3.3368'
const LOINC = '2.16.840.1.113883.6.1'
const ICD10 = '2.16.840.1.113883.6.3'
const ATC = '2.16.840.1.113883.6.73'

/** LOINC document codes. */
export const LOINC_TYPES: Record<DocumentType, readonly [string, string]> = {
  'observation-sheet': ['34117-2', 'History and physical note'],
  'discharge-letter': ['18842-5', 'Discharge summary'],
  'medical-letter': ['34133-9', 'Summary of episode note'],
  consultation: ['11488-4', 'Consult note'],
  prescription: ['57833-6', 'Prescription for medication'],
  referral: ['57133-1', 'Referral note'],
  'investigation-report': ['11502-2', 'Laboratory report'],
  vaccination: ['11369-6', 'History of Immunization note'],
  'medical-leave': ['51851-4', 'Administrative note'],
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPED[character] ?? character)

/** HL7 V3 TS: `20261123101500+0000`. */
const timestamp = (instant: string): string => `${instant.slice(0, 19).replace(/[-:T]/g, '')}+0000`

function entriesOf(facts: ClinicalFacts): string {
  const time = timestamp(facts.recordedAt)
  const diagnoses = facts.diagnoses.map(
    ({ code, name }) =>
      `<entry><observation classCode="OBS" moodCode="EVN"><code code="29308-4" codeSystem="${LOINC}" displayName="Diagnosis"/><statusCode code="completed"/><effectiveTime value="${time}"/><value xsi:type="CD" code="${code}" codeSystem="${ICD10}" codeSystemName="ICD-10" displayName="${xml(name)}"/></observation></entry>`,
  )
  const results = facts.results.map(
    ({ investigation, value, abnormal }) =>
      `<entry><observation classCode="OBS" moodCode="EVN"><code code="${investigation.code}" codeSystem="${LOINC}" displayName="${xml(investigation.name)}"/><statusCode code="completed"/><effectiveTime value="${time}"/><value xsi:type="PQ" value="${value}" unit="${xml(investigation.unit)}"/><interpretationCode code="${abnormal ? 'A' : 'N'}" codeSystem="2.16.840.1.113883.5.83"/></observation></entry>`,
  )
  const medicines = facts.medicines.map(
    ({ name, atc, dose }) =>
      `<entry><substanceAdministration classCode="SBADM" moodCode="${facts.type === 'vaccination' ? 'EVN' : 'RQO'}"><text>${xml(dose)}</text><statusCode code="${facts.type === 'vaccination' ? 'completed' : 'active'}"/><effectiveTime value="${time}"/><consumable><manufacturedProduct classCode="MANU"><manufacturedMaterial><code code="${atc}" codeSystem="${ATC}" codeSystemName="ATC" displayName="${xml(name)}"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`,
  )
  return [...diagnoses, ...results, ...medicines].join('')
}

function narrative(facts: ClinicalFacts): string {
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0
      ? ''
      : `<list><caption>${title}</caption>${items.map((item) => `<item>${xml(item)}</item>`).join('')}</list>`
  return [
    ...facts.paragraphs.map((paragraph) => `<paragraph>${xml(paragraph)}</paragraph>`),
    list(
      'Rezultate',
      facts.results.map(
        ({ investigation, value }) =>
          `${investigation.name}: ${value} ${investigation.unit} (${investigation.normal.join('–')})`,
      ),
    ),
    list(
      'Medicație',
      facts.medicines.map(({ name, dose }) => `${name}: ${dose}`),
    ),
  ].join('')
}

/** The document as UTF-8 text. */
export function cdaDocument(person: Person, facts: ClinicalFacts): string {
  const [code, display] = LOINC_TYPES[facts.type]
  const { author } = facts
  const organisation = `<id root="${DES_ROOT}" extension="${author.provider.code}" assigningAuthorityName="CUI"/><name>${xml(author.provider.name)}</name>`
  const time = timestamp(facts.recordedAt)
  return `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" classCode="DOCCLIN" moodCode="EVN">
<realmCode code="RO"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/><id root="${DES_ROOT}" extension="${facts.id}"/>
<code code="${code}" codeSystem="${LOINC}" codeSystemName="LOINC" displayName="${display}"/><title>${facts.title}</title><effectiveTime value="${time}"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="ro-RO"/>
<recordTarget><patientRole><id root="${DES_ROOT}" extension="${person.cnp}" assigningAuthorityName="CNP"/><addr use="H"><streetAddressLine>${xml(person.address)}</streetAddressLine><country>RO</country></addr><patient><name><given>${xml(person.givenNames)}</given><family>${xml(person.surname)}</family></name><administrativeGenderCode code="${person.sex === 'female' ? 'F' : 'M'}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${person.birthDay.replaceAll('-', '')}"/></patient></patientRole></recordTarget>
<author><time value="${time}"/><assignedAuthor><id root="${DES_ROOT}" extension="${author.stampCode}" assigningAuthorityName="cod parafă"/><code displayName="${xml(author.specialty)}"/><assignedPerson><name><prefix>Dr.</prefix><given>${xml(author.givenNames)}</given><family>${xml(author.surname)}</family></name></assignedPerson><representedOrganization>${organisation}</representedOrganization></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization>${organisation}</representedCustodianOrganization></assignedCustodian></custodian>
${facts.replaces === null ? '' : `<relatedDocument typeCode="RPLC"><parentDocument><id root="${DES_ROOT}" extension="${facts.replaces}"/></parentDocument></relatedDocument>\n`}<component><structuredBody><component><section><code code="${code}" codeSystem="${LOINC}"/><title>${facts.title}</title><text>${narrative(facts)}</text>${entriesOf(facts)}</section></component></structuredBody></component>
</ClinicalDocument>
`
}
