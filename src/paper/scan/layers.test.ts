/** A page of a PDF with layers looks the same before and after it is kept. */
import { PDFDocument, PDFName, rgb } from '@cantoo/pdf-lib'
import { expect, it } from 'vitest'
import { decodePdf } from '../reading/decode-pdf.ts'
import { assembleScan, pagesOfScan } from './intake.ts'

type Where = 'content' | 'picture' | 'annotation'

/** A blue square always, and a red one on a layer with this state. */
async function layered(where: Where, catalog: 'off' | 'on' | 'off unless listed'): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const { context } = document
  const page = document.addPage([300, 300])
  page.drawRectangle({ x: 20, y: 200, width: 60, height: 60, color: rgb(0, 0, 1) })
  const layer = context.register(context.obj({ Type: 'OCG', Name: PDFName.of('Strat') }))
  const square = '1 0 0 rg 150 50 80 80 re f'
  const form = (more: Record<string, typeof layer>) =>
    context.register(context.stream(square, { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 300, 300], ...more }))
  const resources = page.node.normalizedEntries().Resources
  if (where === 'content') {
    resources.set(PDFName.of('Properties'), context.obj({ L1: layer }))
    page.node.addContentStream(context.register(context.stream(`/OC /L1 BDC ${square} EMC`)))
  }
  if (where === 'picture') {
    page.node.setXObject(PDFName.of('Strat'), form({ OC: layer }))
    page.node.addContentStream(context.register(context.stream('/Strat Do')))
  }
  if (where === 'annotation')
    page.node.set(
      PDFName.of('Annots'),
      context.obj([{ Type: 'Annot', Subtype: 'Stamp', F: 4, Rect: [0, 0, 300, 300], OC: layer, AP: { N: form({}) } }]),
    )
  const states = { off: { OFF: [layer] }, on: {}, 'off unless listed': { BaseState: 'OFF', ON: [] } }
  document.catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: states[catalog] }))
  return await document.save()
}

async function redOn(pdf: Uint8Array): Promise<boolean> {
  const picture = await decodePdf(pdf, 'page', 1, 300)
  if (!picture.ok) throw new Error(picture.problem.code)
  const { data, width } = picture.value
  const at = (200 * width + 190) * 3
  return (data[at] ?? 0) > 200 && (data[at + 2] ?? 255) < 60
}

it.each(
  (['content', 'picture', 'annotation'] as const).flatMap((where) =>
    (['off', 'on', 'off unless listed'] as const).map((state) => [where, state] as const),
  ),
)('%s on a layer that is %s', async (where, state) => {
  const original = await layered(where, state)
  const pages = await pagesOfScan(original, 'cerere.pdf')
  if (!pages.ok) throw new Error(pages.problem.code)
  const kept = await assembleScan(pages.value.map((page) => ({ ...page, rotation: 0 })))
  if (!kept.ok) throw new Error(kept.problem.code)
  expect([await redOn(original), await redOn(kept.value)]).toEqual([state === 'on', state === 'on'])
})
