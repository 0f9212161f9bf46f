/**
 * A page that shows whether a printer prints our papers: every letter of the language, small print, a frame of whole
 * millimetres.
 */
import * as block from './layout/blocks.ts'
import { typeset } from './layout/typeset.ts'
import { letterheadOf, type Press, type RenderedPaper } from './render.ts'

/** `facts`: label and value in rows, e.g. the desk and the printer. No personal data. */
export async function renderTestPage(
  press: Press,
  facts: readonly { readonly label: string; readonly value: string }[],
  issuedAt: Date,
): Promise<RenderedPaper> {
  return await typeset(
    {
      letterhead: letterheadOf(press.house, 'ro'),
      title: 'Pagină de probă',
      language: 'ro-RO',
      running: 'Pagină de probă',
      pageOf: (page, pages) => `Pagina ${String(page)} din ${String(pages)}`,
      mark: 'PROBĂ',
      watermark: null,
      footnote: press.house.footnote?.ro ?? null,
      issuedAt,
    },
    press.fonts,
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
