import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftAssessment, draftContent, type DraftContent } from '../../protocol/desk.ts'
import { COMMANDS } from '../../request/acts.ts'
import { assessDraft, NOTHING_TO_COMPARE } from './assess-draft.ts'
import { identityCheckOf } from './read-draft.ts'
import { actsOfRegistration } from './register-draft.ts'

const TODAY = '2026-11-23'
const MRZ = 'IDROUPOPESCU<<ANA<MARIA<<<<<<<<<<<<<\nMZ123456<0ROU8506151F310615422200194'
const whole = (): DraftContent => ({
  ...draftContent.parse({}),
  document: {
    type: 'identity-card',
    mrz: MRZ,
    series: 'MZ',
    number: '123456',
    issuer: 'SPCLEP Iași',
    validUntil: '15.06.2031',
    unlimited: false,
  },
  holder: { surname: 'Popescu', givenNames: 'Ana-Maria', cnp: '2850615220019', address: '', phone: '', email: '' },
  kind: 'anonymise',
  answers: { onlyRestrict: 'erase', copyFirst: 'no-copy' },
  requestedDay: '23.11.2026',
  attestations: ['photo', 'look', 'data', 'signed'],
})
const PAGES = [{ role: 'request' as const }]
const levels = (content: DraftContent, path: string) =>
  assessDraft(content, PAGES, TODAY)
    .assessment.findings.filter((finding) => finding.path === path)
    .map(({ level }) => level)

describe('assessing a draft', () => {
  it('finds nothing missing in a complete one', () => {
    const { assessment, facts } = assessDraft(whole(), PAGES, TODAY)
    expect(assessment).toMatchObject({ blockers: [], missing: [], disagreements: [], age: 41 })
    expect(identityCheckOf(whole(), facts, TODAY)).toMatchObject({
      outcome: 'passed',
      mrzVerified: true,
      subject: 'holder',
    })
  })
  it('lists what prevents registering an empty one, without a red field', () => {
    const { assessment } = assessDraft(draftContent.parse({}), [], TODAY)
    expect(assessment.findings).toEqual([])
    expect(assessment.blockers.map(({ code }) => code)).toEqual([
      'kind',
      'holder-name',
      'holder-name',
      'holder-cnp',
      'requested-day-open',
    ])
    expect(assessment.missing.map(({ code }) => code)).toContain('request-document')
  })
  it('refuses a wrong CNP, an impossible date and a future day', () => {
    expect(levels({ ...whole(), holder: { ...whole().holder, cnp: '6010229700039' } }, 'holder.cnp')).toEqual(['error'])
    expect(
      levels({ ...whole(), document: { ...whole().document, validUntil: '31.02.2030' } }, 'document.validUntil'),
    ).toEqual(['error'])
    expect(assessDraft({ ...whole(), requestedDay: '24.11.2026' }, PAGES, TODAY).assessment.blockers).toEqual([
      { code: 'requested-day', path: 'requestedDay' },
    ])
  })
  it('lets a request with an expired document be registered, but not sent to review', () => {
    const expired = { ...whole(), document: { ...whole().document, mrz: '', validUntil: '01.11.2026' } }
    const { assessment, facts } = assessDraft(expired, PAGES, TODAY)
    expect(assessment.blockers).toEqual([])
    expect(assessment.missing.length).toBeGreaterThan(0)
    expect(identityCheckOf(expired, facts, TODAY)?.outcome).toBe('failed')
  })
  it('does not treat an expired document as valid because the request has an earlier day', () => {
    const dated = {
      ...whole(),
      requestedDay: '30.10.2026',
      document: { ...whole().document, mrz: '', validUntil: '01.11.2026' },
    }
    const { facts } = assessDraft(dated, PAGES, TODAY)
    expect(levels(dated, 'document.validUntil')).toEqual(['warning'])
    expect(identityCheckOf(dated, facts, TODAY)?.outcome).toBe('failed')
  })
  it('accepts two witnesses for a signature that cannot be given, and reports whose name is missing', () => {
    const unable = (first: string, second: string) => ({
      ...whole(),
      attestations: ['photo', 'look', 'data'] as DraftContent['attestations'],
      unableToSign: true,
      witnesses: { first, second },
    })
    expect(assessDraft(unable('Radu Ionescu', ''), PAGES, TODAY).assessment.missing).toEqual([
      { code: 'attestation-witnesses', path: 'witnesses.first' },
    ])
    const { assessment, facts } = assessDraft(unable('Radu Ionescu', 'Ioana Lupu'), PAGES, TODAY)
    expect(assessment.missing).toEqual([])
    expect(identityCheckOf(unable('Radu Ionescu', 'Ioana Lupu'), facts, TODAY)?.unableToSign).toEqual({
      witnesses: ['Radu Ionescu', 'Ioana Lupu'],
    })
  })
  it('shows both values where document and statement differ, and fails the identity check', () => {
    const other = { ...whole(), holder: { ...whole().holder, surname: 'Ionescu', givenNames: 'Dan' } }
    const { assessment, facts } = assessDraft(other, PAGES, TODAY)
    expect(assessment.disagreements).toMatchObject([
      { field: 'name', stated: 'Ionescu Dan', document: 'POPESCU ANA MARIA' },
    ])
    expect(identityCheckOf(other, facts, TODAY)?.outcome).toBe('to-verify')
    const otherCnp = { ...whole(), holder: { ...whole().holder, cnp: '1800101220021' } }
    expect(assessDraft(otherCnp, PAGES, TODAY).assessment.disagreements.map(({ field }) => field)).toContain('cnp')
  })
  it('never throws on any input, and what it accepts makes valid commands', () => {
    const typed = fc.record({
      surname: fc.string(),
      givenNames: fc.string(),
      cnp: fc.oneof(fc.string(), fc.constant('2850615220019')),
      address: fc.string(),
      phone: fc.string(),
      email: fc.string(),
    })
    fc.assert(
      fc.property(
        typed,
        typed,
        fc.string(),
        fc.string(),
        fc.constantFrom('holder', 'parent', 'proxy'),
        (holder, representative, validUntil, mrz, capacity) => {
          const content = draftContent.safeParse({
            ...whole(),
            holder,
            representative,
            capacity,
            document: { ...whole().document, validUntil, mrz },
          })
          if (!content.success) return
          const { assessment, facts } = assessDraft(content.data, PAGES, TODAY)
          draftAssessment.parse(assessment)
          if (assessment.blockers.length > 0) return
          const acts = actsOfRegistration(
            {
              content: content.data,
              facts,
              attachments: [],
              complete: true,
              comparedWith: NOTHING_TO_COMPARE,
              unreadPages: 0,
              requestId: '019ab000-0000-7000-8000-000000000001',
              deskNumber: 1,
              now: Date.parse('2026-11-23T08:00:00Z'),
            },
            { peek: () => ({ sequence: 1, provisional: null }) },
          )
          for (const act of acts) COMMANDS[act.kind].payload.parse(act.payload)
        },
      ),
      {
        numRuns: Number(process.env['FC_RUNS'] ?? 300),
        ...(process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) }),
      },
    )
  })
})
