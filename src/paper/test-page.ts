/**
 * Renders a page for testing a printer: all letters of the language, small print, and the margins.
 */
import * as block from './layout/blocks.ts'
import { typeset } from './layout/typeset.ts'
import { letterheadOf, type PaperRenderer, type RenderedPaper } from './render.ts'

/** `facts` are rows with label and value, such as the desk and the printer. They must not contain personal data. */
export async function renderTestPage(
  renderer: PaperRenderer,
  facts: readonly { readonly label: string; readonly value: string }[],
  issuedAt: Date,
): Promise<RenderedPaper> {
  return await typeset(
    {
      letterhead: letterheadOf(renderer.house, 'ro'),
      title: 'Pagină de probă',
      language: 'ro-RO',
      running: 'Pagină de probă',
      pageOf: (page, pages) => `Pagina ${String(page)} din ${String(pages)}`,
      mark: 'PROBĂ',
      watermark: null,
      footnote: renderer.house.footnote?.ro ?? null,
      issuedAt,
    },
    renderer.fonts,
    (frame) => [
      ...block.title(frame, 'Pagină de probă'),
      ...block.rows(frame, facts),
      ...block.paragraph(
        frame,
        'Dacă citiți acest rând fără semne lipsă, imprimanta tipărește corect documentele stației.',
      ),
      ...block.paragraph(
        frame,
        'ă â î ș ț · Ă Â Î Ș Ț · „ghilimele” · 0123456789 · Ștefăniță își întâlnește vărul la Țibănești.',
      ),
      ...block.list(
        frame,
        [
          'litera mică se citește la lungimea brațului',
          'marginile nu sunt tăiate',
          'culoarea titlului se deosebește de negru',
        ],
        'box',
      ),
      ...block.smallPrint(frame, ['Pagina nu conține date personale și nu se înregistrează.']),
    ],
  )
}
