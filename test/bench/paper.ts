/**
 * `npm run bench -- paper`: time and size of sealed papers in a warm process: a receipt (processor time and wall-clock
 * time), a proof of registration, its duplicate.
 */
import { paperMaker } from '../../src/central/papers/paper-maker.ts'
import { testSigner } from '../support/test-signer.ts'
import { proofOfRegistration } from '../../src/domain/papers/proof-of-registration.ts'
import { receiptContent } from '../../src/domain/papers/receipt.ts'
import { DEMONSTRATION_HOUSE } from '../../src/paper/house.ts'
import { openPaperRenderer, renderReceipt } from '../../src/paper/render.ts'
import { sealPaper } from '../../src/paper/seal.ts'
import type { Figures } from './run.ts'

const RUNS = 200
const WARM_UP = 30
/** Number of papers that the central store makes on request. */
const PROOFS = 40

const at = new Date('2026-11-25T12:00:00Z')
/** Another name and number each time, as in real papers. */
const requestOf = (run: number) => ({
  kind: 'anonymise' as const,
  channel: 'counter' as const,
  number: `${String(12_000 + run)}/23.11.2026`,
  registeredAt: '2026-11-23T08:05:00.000Z',
  requestedDay: '2026-11-23',
  holder: {
    surname: `Ștefănescu-${String.fromCharCode(65 + (run % 26))}`,
    givenNames: 'Ana Maria',
    cnp: '2850615220019',
  },
  capacity: 'holder' as const,
  representative: null,
  dueDay: '2026-12-23',
  verificationCode: 'ABCD-EFGH-JKMN-PQRS',
})
const receiptOf = (run: number) =>
  receiptContent({
    ...requestOf(run),
    executedAt: '2026-11-25T12:00:00.000Z',
    execution: { kind: 'anonymise', documentsErased: 12 + run, itemsErased: 90 },
  })
const proofOf = (run: number) =>
  proofOfRegistration({
    ...requestOf(run),
    provisional: false,
    otherNumber: null,
    registeredBy: 'Maria Ionescu',
    pages: 2,
  })

const tenth = (value: number) => Math.round(value * 10) / 10
function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return tenth(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

export async function run(): Promise<Figures> {
  const signer = await testSigner({ organisation: 'Casa de Asigurări de Sănătate Iași', rsa: true })
  const renderer = await openPaperRenderer(DEMONSTRATION_HOUSE)
  const maker = paperMaker(DEMONSTRATION_HOUSE, signer)
  const rendering: number[] = []
  const whole: number[] = []
  const processor: number[] = []
  let bytes = 0
  for (let turn = 0; turn < WARM_UP + RUNS; turn++) {
    const before = process.cpuUsage()
    const started = performance.now()
    const { pdf } = await renderReceipt(renderer, receiptOf(turn), { issuedAt: at })
    const rendered = performance.now()
    const sealed = await sealPaper(pdf, signer, { at })
    const ended = performance.now()
    const { user, system } = process.cpuUsage(before)
    if (turn < WARM_UP) continue
    rendering.push(rendered - started)
    whole.push(ended - started)
    processor.push((user + system) / 1000)
    bytes = sealed.length
  }
  const proof = await measured(PROOFS, (turn) => maker.paper(proofOf(turn), at.toISOString()))
  const duplicate = await measured(PROOFS, () => maker.duplicate(proof.last, at.toISOString()))
  return {
    receipts: RUNS,
    'ms per receipt rendered and sealed, median': share(whole, 0.5),
    'ms per receipt rendered and sealed, p95': share(whole, 0.95),
    'ms per receipt rendered, median': share(rendering, 0.5),
    // On a busy machine the wall-clock time depends on the other load; the processor time does not.
    'processor ms per receipt, median': share(processor, 0.5),
    'processor ms per receipt, p95': share(processor, 0.95),
    'bytes of a receipt': bytes,
    'bytes of a sealed proof of registration': proof.last.length,
    'processor ms of a sealed proof, median': proof.median,
    'bytes of its sealed duplicate': duplicate.last.length,
    'processor ms of a sealed duplicate, median': duplicate.median,
  }
}

/** Processor time, the median of all runs, and the last paper. */
async function measured(
  runs: number,
  make: (turn: number) => Promise<{ readonly pdf: Uint8Array }>,
): Promise<{ median: number; last: Uint8Array }> {
  const times: number[] = []
  let { pdf: last } = await make(0)
  for (let turn = 1; turn <= runs; turn++) {
    const before = process.cpuUsage()
    last = (await make(turn)).pdf
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  return { median: share(times, 0.5), last }
}
