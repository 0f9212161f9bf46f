import { describe, expect, it } from 'vitest'
import { checkIntegrity } from '../validation/integrity.ts'
import { stream, type Objects } from '../testing/plain-pdf.ts'
import { bodies, numbers as n, signedForm } from '../testing/signed-form.ts'
import { createTestSigner } from '../testing/test-signer.ts'

const signer = await createTestSigner()
const text = 'BT /F1 12 Tf 72 760 Td (Solicit) Tj ET'
const cover = 'q 595 0 0 842 0 0 cm /Im Do Q'
const reportOf = async (changes: Objects) => checkIntegrity(await signedForm(signer, { changes }))
const found = async (changes: Objects) => {
  const { verdict, signatures } = await reportOf(changes)
  return [verdict, ...(signatures[0]?.checks ?? []).filter((made) => made.code === 'no-shadow-content').map((made) => made.details?.['what'])]
}

describe('prepared content in a signed file', () => {
  it.each<[string, Objects, string]>([
    ['a layer that is off', new Map([[n.catalog, bodies.catalog('/OCProperties << /OCGs [30 0 R] /D << /OFF [30 0 R] >> >>')], [30, '<< /Type /OCG /Name (strat) >>']]), 'hidden-layer'],
    ['layers that are off unless named', new Map([[n.catalog, bodies.catalog('/OCProperties << /OCGs [30 0 R] /D << /BaseState /OFF >> >>')], [30, '<< /Type /OCG /Name (strat) >>']]), 'hidden-layer'],
    ['a picture over text', new Map([[n.content, stream(`${text} ${cover}`)]]), 'picture-over-text'],
    ['a page that no tree names', new Map([[30, bodies.page()]]), 'unused-page'],
  ])('%s is told, and the file is never plain green', async (_, changes, what) => {
    expect(await found(changes)).toEqual(['valid-warn', what])
  })

  it.each<[string, Objects]>([
    ['a picture under text', new Map([[n.content, stream(`${cover} ${text}`)]])],
    ['a small picture after text', new Map([[n.content, stream(`${text} q 100 0 0 100 0 0 cm /Im Do Q`)]])],
    ['a scanned page with invisible text (recognised) under the picture', new Map([[n.content, stream(`BT 3 Tr /F1 12 Tf (Solicit) Tj ET ${cover}`)]])],
    ['a picture whose place was restored', new Map([[n.content, stream(`${text} q 595 0 0 842 0 0 cm Q q 10 0 0 10 0 0 cm /Im Do Q`)]])],
    ['broken content', new Map([[n.content, stream(') >> ( ]] /X 12 ; Tj')]])],
  ])('%s is not', async (_, changes) => {
    expect(await found(changes)).toEqual(['valid'])
  })

  it('annotations that share a place leave open what a reader shows; neighbours that touch do not', async () => {
    const link = (rectangle: string) => `<< /Type /Annot /Subtype /Link /Rect [${rectangle}] >>`
    const withLinks = (second: string): Objects => new Map([[n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R 31 0 R')], [30, link('10 10 50 20')], [31, link(second)]])
    expect((await reportOf(withLinks('40 10 90 20'))).verdict).toBe('indeterminate')
    expect((await reportOf(withLinks('49.5 10 90 20'))).verdict).toBe('valid')
  })
})
