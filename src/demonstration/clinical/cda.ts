/**
 * Writes a clinical document as HL7 CDA R2 (ISO/HL7 27932:2009). The header has patient, author, custodian and the
 * replaced document; the body has a narrative and coded entries. The root OID is that of DES; the extensions below it
 * belong to this demonstration.
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
  const observation = (code: string, name: string, value: string): string =>
    '<entry><observation classCode="OBS" moodCode="EVN">' +
    `<code code="${code}" codeSystem="${LOINC}" displayName="${xml(name)}"/>` +
    `<statusCode code="completed"/><effectiveTime value="${time}"/>${value}</observation></entry>`
  const diagnoses = facts.diagnoses.map(({ code, name }) => {
    const coded = `code="${code}" codeSystem="${ICD10}" codeSystemName="ICD-10" displayName="${xml(name)}"`
    return observation('29308-4', 'Diagnosis', `<value xsi:type="CD" ${coded}/>`)
  })
  const results = facts.results.map(({ investigation, value, abnormal }) =>
    observation(
      investigation.code,
      investigation.name,
      `<value xsi:type="PQ" value="${value}" unit="${xml(investigation.unit)}"/>` +
        `<interpretationCode code="${abnormal ? 'A' : 'N'}" codeSystem="2.16.840.1.113883.5.83"/>`,
    ),
  )
  const isVaccination = facts.type === 'vaccination'
  const medicines = facts.medicines.map(
    ({ name, atc, dose }) =>
      `<entry><substanceAdministration classCode="SBADM" moodCode="${isVaccination ? 'EVN' : 'RQO'}">` +
      `<text>${xml(dose)}</text><statusCode code="${isVaccination ? 'completed' : 'active'}"/>` +
      `<effectiveTime value="${time}"/>` +
      '<consumable><manufacturedProduct classCode="MANU"><manufacturedMaterial>' +
      `<code code="${atc}" codeSystem="${ATC}" codeSystemName="ATC" displayName="${xml(name)}"/>` +
      '</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>',
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

const idOf = (extension: string, authority: string): string =>
  `<id root="${DES_ROOT}" extension="${extension}" assigningAuthorityName="${authority}"/>`
const nameOf = ({ givenNames, surname }: { givenNames: string; surname: string }, prefix = ''): string =>
  `<name>${prefix}<given>${xml(givenNames)}</given><family>${xml(surname)}</family></name>`

const patientOf = (person: Person): string =>
  `<recordTarget><patientRole>${idOf(person.cnp, 'CNP')}` +
  `<addr use="H"><streetAddressLine>${xml(person.address)}</streetAddressLine><country>RO</country></addr>` +
  `<patient>${nameOf(person)}` +
  `<administrativeGenderCode code="${person.sex === 'female' ? 'F' : 'M'}" codeSystem="2.16.840.1.113883.5.1"/>` +
  `<birthTime value="${person.birthDay.replaceAll('-', '')}"/></patient></patientRole></recordTarget>`

/** The author, and their organisation as custodian. */
function authorOf({ author, recordedAt }: ClinicalFacts): string {
  const organisation = `${idOf(author.provider.code, 'CUI')}<name>${xml(author.provider.name)}</name>`
  return (
    `<author><time value="${timestamp(recordedAt)}"/><assignedAuthor>${idOf(author.stampCode, 'cod parafă')}` +
    `<code displayName="${xml(author.specialty)}"/>` +
    `<assignedPerson>${nameOf(author, '<prefix>Dr.</prefix>')}</assignedPerson>` +
    `<representedOrganization>${organisation}</representedOrganization></assignedAuthor></author>\n` +
    `<custodian><assignedCustodian><representedCustodianOrganization>${organisation}` +
    '</representedCustodianOrganization></assignedCustodian></custodian>'
  )
}

const replacedBy = ({ replaces }: ClinicalFacts): string =>
  replaces === null
    ? ''
    : `<relatedDocument typeCode="RPLC"><parentDocument><id root="${DES_ROOT}" extension="${replaces}"/>` +
      '</parentDocument></relatedDocument>\n'

/** The document as UTF-8 text. */
export function cdaDocument(person: Person, facts: ClinicalFacts): string {
  const [code, display] = LOINC_TYPES[facts.type]
  const namespaces = 'xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  const typeId = '<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>'
  const coded = `<code code="${code}" codeSystem="${LOINC}" codeSystemName="LOINC" displayName="${display}"/>`
  const title = `<title>${facts.title}</title>`
  const section =
    `<section><code code="${code}" codeSystem="${LOINC}"/>${title}` +
    `<text>${narrative(facts)}</text>${entriesOf(facts)}</section>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument ${namespaces} classCode="DOCCLIN" moodCode="EVN">
<realmCode code="RO"/>${typeId}<id root="${DES_ROOT}" extension="${facts.id}"/>
${coded}${title}<effectiveTime value="${timestamp(facts.recordedAt)}"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="ro-RO"/>
${patientOf(person)}
${authorOf(facts)}
${replacedBy(facts)}<component><structuredBody><component>${section}</component></structuredBody></component>
</ClinicalDocument>
`
}
