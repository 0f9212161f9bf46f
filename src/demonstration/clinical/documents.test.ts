import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, test } from 'vitest'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { DOCUMENT_TYPES } from '../../domain/dossier/document-type.ts'
import { doctors } from '../population/doctors.ts'
import { people } from '../population/people.ts'
import { seeded } from '../seeded.ts'
import { cdaDocument, DES_ROOT } from './cda.ts'
import { courseOf, dayBeginnings } from './course.ts'
import { DIAGNOSES } from './diagnoses.ts'
import { fhirBundle } from './fhir-bundle.ts'

const TODAY = '2026-11-23'
const root = seeded('clinical')
const context = { doctors: doctors(root.stream('doctors')), today: TODAY, beginsAt: dayBeginnings() }
const courses = people(root.stream('people'), 120, TODAY).map((person, index) => ({
  person,
  documents: courseOf(person, 1 + (index % 25), { ...context, chance: root.stream(person.cnp) }),
}))

describe('a course of illness', () => {
  test('has the requested number of documents, in order, before today and before death', () => {
    courses.forEach(({ person, documents }, index) => {
      expect(documents.length).toBe(1 + (index % 25))
      documents.forEach((document, place) => {
        expect(document.recordedDay >= person.birthDay && document.recordedDay < TODAY).toBe(true)
        if (person.deceasedDay !== null) expect(document.recordedDay < person.deceasedDay).toBe(true)
        expect(localDay(document.recordedAt)).toBe(document.recordedDay)
        const before = documents[place - 1]
        if (before) expect(before.recordedAt <= document.recordedAt).toBe(true)
      })
    })
  })
  test('uses every type of document, and illnesses that fit age and sex', () => {
    const types = new Set(courses.flatMap(({ documents }) => documents.map(({ type }) => type)))
    expect([...types].sort()).toEqual([...DOCUMENT_TYPES].sort())
    for (const { person, documents } of courses)
      for (const { diagnoses } of documents)
        for (const { sex } of diagnoses) expect(sex === null || sex === person.sex).toBe(true)
  })
  test('is the same from the same seed', () => {
    const [first] = courses
    if (first)
      expect(
        courseOf(first.person, first.documents.length, { ...context, chance: root.stream(first.person.cnp) }),
      ).toEqual(first.documents)
  })
})

test('every diagnosis has an ICD-10 code, every investigation a LOINC code with its check digit', () => {
  for (const { code, investigations } of DIAGNOSES) {
    expect(code).toMatch(/^[A-Z]\d\d(\.\d)?$/)
    for (const investigation of investigations) {
      const [digits = '', check = ''] = investigation.code.split('-')
      // LOINC Users' Guide appendix C: modulo 10, as in the Luhn algorithm.
      const sum = [...digits]
        .reverse()
        .reduce(
          (total, digit, index) =>
            total +
            (index % 2 === 0 ? Math.floor((Number(digit) * 2) / 10) + ((Number(digit) * 2) % 10) : Number(digit)),
          0,
        )
      expect(check).toBe(String((10 - (sum % 10)) % 10))
    }
  }
})

describe('a CDA R2 document', () => {
  test('is well-formed, with root, patient, author and diagnoses in the right elements', () => {
    for (const { person, documents } of courses)
      for (const facts of documents) {
        const problems: string[] = []
        const tree = new DOMParser({
          onError: (level, message) => problems.push(`${level}: ${message}`),
        }).parseFromString(cdaDocument(person, facts), 'text/xml')
        expect(problems).toEqual([])
        const document = tree.documentElement
        expect([document?.namespaceURI, document?.localName]).toEqual(['urn:hl7-org:v3', 'ClinicalDocument'])
        const ids = [...tree.getElementsByTagName('id')]
        expect(ids[0]?.getAttribute('extension')).toBe(facts.id)
        expect(ids.find((id) => id.getAttribute('assigningAuthorityName') === 'CNP')?.getAttribute('extension')).toBe(
          person.cnp,
        )
        expect(
          ids.find((id) => id.getAttribute('assigningAuthorityName') === 'cod parafă')?.getAttribute('extension'),
        ).toBe(facts.author.stampCode)
        for (const id of ids) expect(id.getAttribute('root')).toBe(DES_ROOT)
        const codes = [...tree.getElementsByTagName('value')]
          .filter((value) => value.getAttribute('codeSystemName') === 'ICD-10')
          .map((value) => value.getAttribute('code'))
        expect(codes).toEqual(facts.diagnoses.map(({ code }) => code))
        expect(tree.getElementsByTagName('relatedDocument').length).toBe(facts.replaces === null ? 0 : 1)
      }
  })
  test('escapes text that looks like markup', () => {
    const [first] = courses
    const [facts] = first?.documents ?? []
    if (!first || !facts) throw new Error('no document')
    const hostile = cdaDocument({ ...first.person, surname: '</family><script>"&' }, { ...facts, paragraphs: ['<&>"'] })
    const problems: string[] = []
    const tree = new DOMParser({ onError: (level) => problems.push(level) }).parseFromString(hostile, 'text/xml')
    expect(problems).toEqual([])
    expect(tree.getElementsByTagName('family')[0]?.textContent).toBe('</family><script>"&')
  })
})

interface Bundle {
  resourceType: string
  type: string
  timestamp: string
  identifier: { value: string }
  entry: { fullUrl: string; resource: { resourceType: string; id: string } }[]
}
const references = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(references)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'reference' && typeof inner === 'string' ? [inner] : references(inner),
  )
}

test('a FHIR R4 document Bundle has the Composition first, resolves every reference and uses every entry', () => {
  for (const { person, documents } of courses)
    for (const facts of documents) {
      const bundle = JSON.parse(fhirBundle(person, facts, root.stream(facts.id))) as Bundle
      expect(bundle).toMatchObject({
        resourceType: 'Bundle',
        type: 'document',
        identifier: { value: facts.id },
        timestamp: facts.recordedAt,
      })
      expect(bundle.entry.map(({ resource }) => resource.resourceType).slice(0, 4)).toEqual([
        'Composition',
        'Patient',
        'Practitioner',
        'Organization',
      ])
      const urls = bundle.entry.map(({ fullUrl }) => fullUrl)
      expect(new Set(urls).size).toBe(urls.length)
      const referred = new Set(references(bundle))
      for (const url of referred) expect(urls).toContain(url)
      for (const url of urls.slice(1)) expect(referred.has(url)).toBe(true)
      for (const { fullUrl, resource } of bundle.entry) expect(fullUrl).toBe(`urn:uuid:${resource.id}`)
      expect(JSON.stringify(bundle)).toContain(person.cnp)
      for (const { code } of facts.diagnoses) expect(JSON.stringify(bundle)).toContain(`"${code}"`)
    }
})
