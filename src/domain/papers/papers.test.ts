import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUSE_NAME } from '../house/house.ts'
import { PAPER_CODE, PAPER_REQUEST } from '../../../test/support/paper-request.ts'
import { MISSING } from '../request/completeness.ts'
import { REJECTION_REASONS, REQUEST_KINDS } from '../request/request.ts'
import { type Decision, letterContent } from './letter.ts'
import type { PaperContent } from './paper-content.ts'
import type { Words } from './words.ts'
import { proofOfRegistration } from './proof-of-registration.ts'
import { receiptContent } from './receipt.ts'

const decisions: Decision[] = [
  ...REJECTION_REASONS.map((reason): Decision => ({ letter: 'rejection', reason, explanation: '' })),
  { letter: 'completion', missing: [...MISSING, 'copia hotărârii'], explanation: 'Vă așteptăm.' },
  { letter: 'extension', days: 15, newDueDay: '2027-01-07', explanation: '' },
  { letter: 'forwarding', to: 'Casa de Asigurări de Sănătate Vaslui', explanation: '' },
  { letter: 'joining', intoNumber: '12300/20.11.2026', explanation: '' },
]
const letter = (decision: Decision): PaperContent =>
  letterContent({ house: HOUSE_NAME, ...PAPER_REQUEST, decidedDay: '2026-11-24', decision, verificationCode: null })
const papers: PaperContent[] = [
  proofOfRegistration({
    ...PAPER_REQUEST,
    provisional: false,
    registeredBy: 'Popa Ilinca',
    pages: 2,
    otherNumber: null,
    verificationCode: null,
  }),
  proofOfRegistration({
    ...PAPER_REQUEST,
    number: 'P-3-17',
    kind: 'revert',
    provisional: true,
    registeredBy: null,
    pages: 1,
    otherNumber: null,
    verificationCode: null,
    capacity: 'proxy',
    representative: { surname: 'Popa', givenNames: 'Radu' },
  }),
  receiptContent({
    ...PAPER_REQUEST,
    executedAt: '2026-11-25T12:00:00.000Z',
    execution: { kind: 'anonymise', documentsErased: 12, itemsErased: 90 },
    verificationCode: PAPER_CODE,
  }),
  receiptContent({
    ...PAPER_REQUEST,
    kind: 'revert',
    executedAt: '2026-11-25T12:00:00.000Z',
    execution: { kind: 'revert', contentSince: '2026-11-23' },
    verificationCode: PAPER_CODE,
  }),
  ...decisions.map(letter),
]
const wordsOf = (paper: PaperContent): Words[] => [
  paper.title,
  ...paper.fields.flatMap(({ label, value }) => [label, value]),
  ...paper.paragraphs,
  ...paper.notices,
]
const romanian = (paper: PaperContent): string =>
  wordsOf(paper)
    .map(({ ro }) => ro)
    .join('\n')

describe('every paper', () => {
  test.each(papers.map((paper) => [`${paper.title.ro} ${paper.fields.at(-1)?.value.ro ?? ''}`, paper] as const))(
    '%s',
    (_, paper) => {
      for (const { ro, en } of wordsOf(paper)) {
        expect(ro.trim()).not.toBe('')
        expect(en.trim()).not.toBe('')
        expect(`${ro}${en}`).not.toMatch(/[şŞţŢ]|undefined|\[object|NaN/)
        expect(ro).toBe(ro.normalize('NFC'))
      }
      expect(romanian(paper)).toContain(paper.number)
      expect(romanian(paper)).toContain('285••••••0019')
      expect(JSON.stringify(paper), 'the whole CNP stands on no paper').not.toContain('2850615220019')
    },
  )
})

describe('papers that must never be confused', () => {
  const [proof, provisional, receipt, reverted] = papers
  test('a proof of registration states that nothing is done, and is not sealed', () => {
    expect(proof).toMatchObject({ paper: 'proof-of-registration', sealed: false, verificationCode: null })
    expect(proof && romanian(proof)).toContain('dovedește numai înregistrarea')
    expect(proof && romanian(proof)).toContain('23.11.2026 10:05')
    expect(proof && romanian(proof)).toContain('23.12.2026')
  })
  test('a provisional number is marked as one', () => {
    expect(provisional && romanian(provisional)).toContain('Număr provizoriu')
    expect(proof && romanian(proof)).not.toContain('provizoriu')
    expect(provisional && romanian(provisional)).toContain('POPA Radu, împuternicit')
  })
  test('a receipt states what was done and when', () => {
    expect(receipt).toMatchObject({ paper: 'receipt', sealed: true, verificationCode: PAPER_CODE })
    expect(receipt && romanian(receipt)).toContain('șterse definitiv')
    expect(reverted && romanian(reverted)).toContain('începe cu ziua solicitării, 23.11.2026')
  })
  test('each rejection states the finding, the basis, what to do, and the remedies; no two are alike', () => {
    const texts = REJECTION_REASONS.map((reason) => romanian(letter({ letter: 'rejection', reason, explanation: '' })))
    expect(new Set(texts).size).toBe(REJECTION_REASONS.length)
    for (const text of texts) expect(text).toMatch(/Temei: .*\n.*Legea nr\. 554\/2004/s)
  })
  test('the words of days', () => {
    for (const [days, words] of [
      [1, 'cu o zi,'],
      [2, 'cu 2 zile,'],
      [15, 'cu 15 zile,'],
    ] as const)
      expect(romanian(letter({ letter: 'extension', days, newDueDay: '2027-01-07', explanation: '' }))).toContain(words)
  })
})

test('what a person wrote goes onto the letter as it is, and onto nothing else', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REQUEST_KINDS), fc.string({ minLength: 1 }), (kind, explanation) => {
      const content = letterContent({
        house: HOUSE_NAME,
        ...PAPER_REQUEST,
        kind,
        decidedDay: '2026-11-24',
        decision: { letter: 'joining', intoNumber: '1/20.11.2026', explanation },
        verificationCode: PAPER_CODE,
      })
      const paragraphs = content.paragraphs.map(({ ro }) => ro)
      if (explanation.trim() !== '') expect(paragraphs.at(-1)).toBe(explanation.trim())
      expect(content).toMatchObject({ sealed: true, letter: 'joining' })
    }),
  )
})

test('a letter names the house that answers, and no other', () => {
  const house = { ro: 'Casa de Asigurări de Sănătate Exemplu', en: 'Example Health Insurance House' }
  for (const reason of REJECTION_REASONS) {
    const content = letterContent({
      ...PAPER_REQUEST,
      house,
      decidedDay: '2026-11-24',
      decision: { letter: 'rejection', reason, explanation: '' },
      verificationCode: null,
    })
    expect(romanian(content)).toContain(house.ro)
    expect(JSON.stringify(content)).not.toContain('Iași')
  }
})
