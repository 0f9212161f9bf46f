import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiptContent } from '../domain/receipt/receipt.ts'
import { validatePdf } from '../signature/index.ts'
import { createSelfIssuedSeal, loadPkcs12, signPdf, type Signer } from '../signature/signing/index.ts'
import { DEMONSTRATION_HOUSE } from './house.ts'
import { openPress, renderReceipt } from './render.ts'
import { sealPaper } from './seal.ts'

const installed = (tool: string) => spawnSync(tool, ['-v']).error === undefined
const folder = mkdtempSync(path.join(tmpdir(), 'des-seal-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const at = new Date('2026-11-25T12:00:00Z')
let pdf: Uint8Array
let seal: Signer
beforeAll(async () => {
  const made = await createSelfIssuedSeal({ organisation: 'Casa de Asigurări de Sănătate Iași', locality: 'Iași', password: 'x', validFrom: new Date('2026-01-01'), validUntil: new Date('2036-01-01') })
  const loaded = loadPkcs12(made.pkcs12, 'x')
  if (!loaded.ok) throw new Error(loaded.failure)
  seal = loaded.signer
  const content = receiptContent({
    kind: 'anonymise',
    channel: 'counter',
    number: '12345/23.11.2026',
    registeredAt: '2026-11-23T08:05:00.000Z',
    requestedDay: '2026-11-23',
    holder: { surname: 'Ștefănescu', givenNames: 'Ana Maria', cnp: '2850615220019' },
    capacity: 'holder',
    representative: null,
    dueDay: '2026-12-23',
    executedAt: '2026-11-25T12:00:00.000Z',
    execution: { kind: 'anonymise', documentsErased: 12, itemsErased: 90 },
    verificationCode: 'ABCD-EFGH-JKMN-PQRS',
  })
  ;({ pdf } = await renderReceipt(await openPress(DEMONSTRATION_HOUSE), content, { issuedAt: at }))
})

/** One bit of the paper's title turned over. */
function touched(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const place = Buffer.from(copy.buffer).indexOf('/Title') + 12
  copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}

describe('the seal on a paper', () => {
  it('leaves every byte of it as it was, and is the same each time', async () => {
    const sealed = await sealPaper(pdf, seal, { at })
    expect(Buffer.from(sealed.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true)
    expect(Buffer.from(await sealPaper(pdf, seal, { at })).equals(Buffer.from(sealed))).toBe(true)
  })

  it('holds before our own validation: B-B over the whole file, nothing changed', async () => {
    const report = validatePdf(await sealPaper(pdf, seal, { at }), { at })
    expect(report.verdict).toBe('valid')
    expect(report.signatures).toHaveLength(1)
    expect(report.signatures[0]).toMatchObject({ field: 'Sigiliu', level: 'B-B', integrity: { verdict: 'valid', coverage: 'whole-file', modifications: [] } })
  })
  it('still holds under a second signature, and breaks with a touched byte', async () => {
    const sealed = await sealPaper(pdf, seal, { at })
    expect(validatePdf(await signPdf({ pdf: sealed, signer: seal, fieldName: 'Al doilea', signedAt: at }), { at }).verdict).toBe('valid')
    expect(validatePdf(touched(sealed), { at }).verdict).toBe('tampered')
    expect(validatePdf(Buffer.concat([sealed, Buffer.from('%later\n')]), { at }).verdict).not.toBe('valid')
  })

  it.skipIf(!installed('pdfsig'))('holds before poppler (not run where poppler is not installed)', async () => {
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
