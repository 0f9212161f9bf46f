import { PDFArray, PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, expect, it } from 'vitest'
import type { RegistryPageFacts } from '../domain/papers/registry-page.ts'
import { CHANNELS, REQUEST_KINDS, REQUEST_STATES } from '../domain/request/request.ts'
import { DEMONSTRATION_HOUSE } from './house.ts'
import { renderRegistryPage } from './registry-page.ts'
import { openPaperRenderer, type PaperRenderer } from './render.ts'

let renderer: PaperRenderer
beforeAll(async () => {
  renderer = await openPaperRenderer(DEMONSTRATION_HOUSE)
})
const pick = <T>(list: readonly T[], n: number): T => {
  const found = list[n % list.length]
  if (found === undefined) throw new Error('empty')
  return found
}
const facts: RegistryPageFacts = {
  from: '2026-11-01',
  to: '2026-11-23',
  madeAt: '2026-11-23T10:00:00.000Z',
  madeFor: 'Munteanu Alina',
  registered: Array.from({ length: 70 }, (_, n) => ({
    number: `${String(12_000 + n)}/23.11.2026`,
    provisional: n % 9 === 0 ? `P-3-${String(n + 1)}` : null,
    at: '2026-11-23T08:05:00.000Z',
    applicant: {
      surname: n % 5 === 0 ? 'Ștefănescu-Țărnă-Bălănescu' : 'Popa',
      givenNames: n % 7 === 0 ? 'Ana Maria Alexandra' : 'Ioan',
    },
    kind: pick(REQUEST_KINDS, n),
    channel: pick(CHANNELS, n),
    registeredBy: 'Pricop Adriana',
    deskNumber: 3,
    state: pick(REQUEST_STATES, n),
  })),
  voided: [
    { from: 12_100, to: 12_149, reason: 'desk-retired', deskNumber: 4, at: '2026-11-22T08:00:00.000Z' },
    { from: 7, to: 7, reason: 'not-taken', deskNumber: 1, at: '2026-11-21T08:00:00.000Z' },
  ],
}

it('has every row within its columns, and repeats the head on each page', async () => {
  const { pdf, pages } = await renderRegistryPage(renderer, facts)
  expect(pages).toBeGreaterThan(2)
  const loading = getDocument({ data: Uint8Array.from(pdf), useSystemFonts: false, verbosity: 0 })
  const document = await loading.promise
  let all = ''
  for (let page = 1; page <= pages; page++) {
    const items = (await (await document.getPage(page)).getTextContent({ disableNormalization: true })).items.flatMap(
      (item) =>
        'str' in item && item.str.trim() !== ''
          ? [
              {
                text: item.str,
                x: Number(item.transform[4]),
                y: Number(item.transform[5]),
                width: item.width,
                size: Math.abs(Number(item.transform[3])),
              },
            ]
          : [],
    )
    all += items.map(({ text }) => text).join('')
    if (page < pages) expect(items.map(({ text }) => text.trim())).toContain('Titular')
    for (const [index, a] of items.entries()) {
      expect(a.x + a.width).toBeLessThanOrEqual(595.28 - 58)
      for (const b of items.slice(index + 1))
        if (Math.abs(a.y - b.y) < Math.max(a.size, b.size) * 0.75)
          expect(a.x + a.width <= b.x + 3 || b.x + b.width <= a.x + 3, `"${a.text}" and "${b.text}"`).toBe(true)
    }
  }
  await loading.destroy()
  const squeezed = all.replace(/\s+/g, '')
  for (const row of facts.registered) expect(squeezed).toContain(row.number)
  for (const said of ['P-3-1)', 'redirecționată', '12100–12149:ghișeul4,ghișeulafostscosdinfolosință', '7:ghișeul1,'])
    expect(squeezed).toContain(said)
})

it('is a table with heads of columns and rows for screen readers', async () => {
  const document = await PDFDocument.load((await renderRegistryPage(renderer, facts)).pdf, { updateMetadata: false })
  const scopes: Record<string, number> = {}
  for (const [, object] of document.context.enumerateIndirectObjects())
    if (object instanceof PDFDict && object.get(PDFName.of('S')) === PDFName.of('TH')) {
      const scope = String(object.lookup(PDFName.of('A'), PDFDict).get(PDFName.of('Scope')))
      scopes[scope] = (scopes[scope] ?? 0) + 1
      expect(object.lookup(PDFName.of('K'), PDFArray).size()).toBeGreaterThan(0)
    }
  expect(scopes).toEqual({ '/Column': 7, '/Row': 70 })
})

it('has the same bytes for the same facts, and states that nothing was registered', async () => {
  const [a, b] = await Promise.all([
    renderRegistryPage(renderer, facts),
    renderRegistryPage(await openPaperRenderer(DEMONSTRATION_HOUSE), facts),
  ])
  expect(Buffer.from(a.pdf).equals(Buffer.from(b.pdf))).toBe(true)
  expect((await renderRegistryPage(renderer, { ...facts, registered: [], voided: [] })).pages).toBe(1)
})
