/**
 * Every word that a paper, a label of a code or the page of the registry can bear, by section; those of papers once.
 * `node test/support/printed-words.ts` prints them for `src/domain/papers/printed-words.txt`.
 */
import { HOUSE_NAME } from '../../src/domain/house/house.ts'
import * as labels from '../../src/domain/papers/labels.ts'
import { type Decision, letterContent } from '../../src/domain/papers/letter.ts'
import { missingWords } from '../../src/domain/papers/missing-words.ts'
import { proofOfRegistration } from '../../src/domain/papers/proof-of-registration.ts'
import { receiptContent } from '../../src/domain/papers/receipt.ts'
import { registryPage } from '../../src/domain/papers/registry-page.ts'
import { MISSING } from '../../src/domain/request/completeness.ts'
import { VOID_REASONS } from '../../src/domain/request/registry-account.ts'
import { CAPACITIES, CHANNELS, REJECTION_REASONS, REQUEST_KINDS } from '../../src/domain/request/request.ts'
import { PAPER_CODE, PAPER_REQUEST } from './paper-request.ts'

const EXPLANATION = 'Vă așteptăm la ghișeu.'
const DECISIONS: readonly Decision[] = [
  ...REJECTION_REASONS.map((reason): Decision => ({ letter: 'rejection', reason, explanation: '' })),
  { letter: 'rejection', reason: 'unsigned', explanation: EXPLANATION },
  { letter: 'completion', missing: [...MISSING, 'copia hotărârii'], explanation: EXPLANATION },
  ...[1, 2, 19, 20, 101].map((days): Decision => ({
    letter: 'extension',
    days,
    newDueDay: '2027-01-07',
    explanation: '',
  })),
  { letter: 'forwarding', to: 'CAS Vaslui', explanation: '' },
  { letter: 'joining', intoNumber: '12300/20.11.2026', explanation: '' },
]

const proofs = () =>
  REQUEST_KINDS.flatMap((kind) =>
    [
      { provisional: false, registeredBy: 'Popa Ilinca', pages: 2, otherNumber: null, verificationCode: null },
      { provisional: false, registeredBy: null, pages: 0, otherNumber: 'P-3-17', verificationCode: PAPER_CODE },
      { provisional: true, registeredBy: 'Popa Ilinca', pages: 1, otherNumber: null, verificationCode: null },
      { provisional: true, registeredBy: null, pages: 20, otherNumber: '12345/23.11.2026', verificationCode: null },
    ].map((facts) => proofOfRegistration({ ...PAPER_REQUEST, kind, ...facts })),
  )
const ways = () =>
  CHANNELS.flatMap((channel) =>
    CAPACITIES.map(
      (capacity) =>
        proofOfRegistration({
          ...PAPER_REQUEST,
          channel,
          capacity,
          representative: capacity === 'holder' ? null : { surname: 'Popa', givenNames: 'Radu' },
          provisional: false,
          registeredBy: null,
          pages: 1,
          otherNumber: null,
          verificationCode: null,
        }).fields,
    ),
  )
const receipts = () => {
  const done = { ...PAPER_REQUEST, executedAt: '2026-11-25T12:00:00.000Z', verificationCode: PAPER_CODE }
  return [
    receiptContent({ ...done, execution: { kind: 'anonymise', documentsErased: 12, itemsErased: 90 } }),
    receiptContent({ ...done, kind: 'revert', execution: { kind: 'revert', contentSince: '2026-11-23' } }),
  ]
}
const page = () =>
  registryPage({
    from: '2026-11-22',
    to: '2026-11-23',
    registered: [],
    voided: VOID_REASONS.map((reason, n) => ({
      reason,
      from: 10 * n,
      to: 10 * n + (n % 2),
      deskNumber: 3,
      at: '2026-11-23T08:05:00.000Z',
    })),
    madeAt: '2026-11-23T09:00:00.000Z',
    madeFor: 'Sava Vlad',
  })

/** The texts of an object of any depth; Romanian and English of the same words in one line. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  const { ro, en, ...rest } = value as { ro?: unknown; en?: unknown }
  const words = typeof ro === 'string' && typeof en === 'string' ? [`${ro} | ${en}`] : []
  return [...words, ...Object.values(rest).flatMap(textsOf)]
}

const sections = (): Record<string, unknown> => ({
  // In this order whoever loads the module: Node sorts its names, the test runner does not.
  ...Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))),
  missing: MISSING.map((code) => missingWords([code])),
  letters: DECISIONS.flatMap((decision) =>
    [null, PAPER_CODE].map((verificationCode) =>
      letterContent({ house: HOUSE_NAME, ...PAPER_REQUEST, decidedDay: '2026-11-24', decision, verificationCode }),
    ),
  ),
  proofs: proofs(),
  ways: ways(),
  receipts: receipts(),
  page: page(),
})

export const printedWords = (): string =>
  Object.entries(sections())
    .map(
      ([title, content]) =>
        [title, title.endsWith('LABELS') ? textsOf(content) : [...new Set(textsOf(content))]] as const,
    )
    .map(([title, texts]) => `# ${title}\n${texts.join('\n')}\n`)
    .join('\n')

if (import.meta.main) process.stdout.write(printedWords())
