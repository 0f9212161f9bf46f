import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testSigner } from '../../test/support/test-signer.ts'
import { HOUSE_NAME } from '../domain/house/house.ts'
import { needs } from '../../test/support/preparation/programs.ts'
import * as fc from 'fast-check'
import { PAPER_CODE, PAPER_REQUEST } from '../../test/support/paper-request.ts'
import { letterContent, type Decision } from '../domain/papers/letter.ts'
import type { PaperContent } from '../domain/papers/paper-content.ts'
import { proofOfRegistration } from '../domain/papers/proof-of-registration.ts'
import { receiptContent } from '../domain/papers/receipt.ts'
import { validatePdf } from '../signature/index.ts'
import { signPdf, type Signer } from '../signature/signing/index.ts'
import { DEMONSTRATION_HOUSE } from './house.ts'
import { renderRegistryPage } from './registry-page.ts'
import { openPaperRenderer, renderPaper, renderReceipt, type PaperRenderer } from './render.ts'
import { sealPaper } from './seal.ts'

const pdfsig = needs('pdfsig')
const folder = mkdtempSync(path.join(tmpdir(), 'des-seal-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const at = new Date('2026-11-25T12:00:00Z')
const receipt = receiptContent({
  ...PAPER_REQUEST,
  executedAt: '2026-11-25T12:00:00.000Z',
  execution: { kind: 'anonymise', documentsErased: 12, itemsErased: 90 },
  verificationCode: PAPER_CODE,
})
const DECISIONS: readonly Decision[] = [
  { letter: 'rejection', reason: 'document-expired', explanation: '' },
  { letter: 'completion', missing: ['scan'], explanation: 'Vă așteptăm.' },
  { letter: 'extension', days: 15, newDueDay: '2027-01-07', explanation: '' },
  { letter: 'forwarding', to: 'Casa de Asigurări de Sănătate Vaslui', explanation: '' },
  { letter: 'joining', intoNumber: '12300/20.11.2026', explanation: '' },
]
const PAPERS: readonly PaperContent[] = [
  proofOfRegistration({
    ...PAPER_REQUEST,
    provisional: false,
    registeredBy: 'Popa Ilinca',
    pages: 2,
    otherNumber: null,
    verificationCode: null,
  }),
  receipt,
  ...DECISIONS.map((decision) =>
    letterContent({
      house: HOUSE_NAME,
      ...PAPER_REQUEST,
      decidedDay: '2026-11-24',
      decision,
      verificationCode: PAPER_CODE,
    }),
  ),
]
let renderer: PaperRenderer
let pdf: Uint8Array
let seal: Signer
beforeAll(async () => {
  seal = await testSigner({ organisation: 'Casa de Asigurări de Sănătate Iași', rsa: true })
  renderer = await openPaperRenderer(DEMONSTRATION_HOUSE)
  ;({ pdf } = await renderReceipt(renderer, receipt, { issuedAt: at }))
})

/** Flips one bit in the title of the paper. */
function touched(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const place = Buffer.from(copy.buffer).indexOf('/Title') + 12
  copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}

/** The place of the bytes of the seal, the only part of the file that it cannot cover. */
function ownOctets(sealed: Uint8Array): { start: number; end: number } {
  const start = Buffer.from(sealed).lastIndexOf('/Contents <') + '/Contents '.length
  return { start, end: Buffer.from(sealed).indexOf('>', start) + 1 }
}

describe('the seal on a paper', () => {
  it('changes no byte of the paper, and has the same bytes each time', async () => {
    const sealed = await sealPaper(pdf, seal, { at })
    expect(Buffer.from(sealed.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true)
    expect(Buffer.from(await sealPaper(pdf, seal, { at })).equals(Buffer.from(sealed))).toBe(true)
  })

  it('is valid for our own validation: level B-B, the whole file, no modification', async () => {
    const report = validatePdf(await sealPaper(pdf, seal, { at }), { at })
    expect(report.verdict).toBe('valid')
    expect(report.signatures).toHaveLength(1)
    expect(report.signatures[0]).toMatchObject({
      field: 'Sigiliu',
      level: 'B-B',
      integrity: { verdict: 'valid', coverage: 'whole-file', modifications: [] },
    })
  })
  it('stays valid after a second signature, and becomes invalid when a byte changes', async () => {
    const sealed = await sealPaper(pdf, seal, { at })
    expect(
      validatePdf(await signPdf({ pdf: sealed, signer: seal, fieldName: 'Al doilea', signedAt: at }), { at }).verdict,
    ).toBe('valid')
    expect(validatePdf(touched(sealed), { at }).verdict).toBe('tampered')
    expect(validatePdf(Buffer.concat([sealed, Buffer.from('%later\n')]), { at }).verdict).not.toBe('valid')
  })

  it.each(
    PAPERS.flatMap((content) =>
      [false, true].map(
        (duplicate) => [`${content.title.ro}${duplicate ? ' (DUPLICAT)' : ''}`, content, duplicate] as const,
      ),
    ),
  )('holds on „%s”, and no byte that it covers can be changed', async (_, content, duplicate) => {
    const { pdf: paper } = await renderPaper(renderer, content, { issuedAt: at, duplicate })
    const sealed = await sealPaper(paper, seal, { at })
    const own = ownOctets(sealed)
    expect(validatePdf(sealed, { at })).toMatchObject({
      verdict: 'valid',
      signatures: [{ integrity: { verdict: 'valid', coverage: 'whole-file', modifications: [] } }],
    })
    expect(validatePdf(touched(sealed), { at }).verdict).toBe('tampered')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: sealed.length - 1 - (own.end - own.start) }),
        fc.integer({ min: 0, max: 7 }),
        (covered, bit) => {
          const place = covered < own.start ? covered : covered + own.end - own.start
          const changed = Uint8Array.from(sealed)
          changed[place] = (changed[place] ?? 0) ^ (1 << bit)
          // Which verdict it is depends on what was hit; a good one it must never be.
          expect(validatePdf(changed, { at }).verdict).not.toBe('valid')
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('the seal on other papers and for other programs', () => {
  it('is valid on a page of the registry', async () => {
    const { pdf: paper } = await renderRegistryPage(renderer, {
      from: '2026-11-23',
      to: '2026-11-23',
      registered: [],
      voided: [],
      madeAt: at.toISOString(),
      madeFor: 'Munteanu Alina',
    })
    const sealed = await sealPaper(paper, seal, { at })
    expect(validatePdf(sealed, { at })).toMatchObject({
      verdict: 'valid',
      signatures: [{ integrity: { verdict: 'valid', coverage: 'whole-file', modifications: [] } }],
    })
    expect(validatePdf(touched(sealed), { at }).verdict).toBe('tampered')
  })

  it.skipIf(pdfsig.missing)(`is valid for poppler${pdfsig.note}`, async () => {
    const report = (bytes: Uint8Array) => {
      const file = path.join(folder, 'sealed.pdf')
      writeFileSync(file, bytes)
      return execFileSync('pdfsig', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    }
    const sealed = await sealPaper(pdf, seal, { at })
    expect(report(sealed)).toMatch(/Signature is Valid/)
    expect(report(sealed)).toMatch(/Total document signed/)
    expect(report(touched(sealed))).not.toMatch(/Signature is Valid/)
  })
})
