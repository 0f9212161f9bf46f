/** A page of the registry book as PDF; its words are the domain's (src/domain/papers/registry-page.ts). */
import { registryPage, type RegistryPageFacts } from '../domain/papers/registry-page.ts'
import * as block from './layout/blocks.ts'
import { table } from './layout/table.ts'
import { typeset } from './layout/typeset.ts'
import { letterheadOf, type Press, type RenderedPaper } from './render.ts'

/** Points; together the width of the text. */
const WIDTHS = [88, 34, 111, 61, 42, 68, 67]

/**
 * Renders the page; seal it with `sealPaper` before it leaves the central store. `issuedAt` is the moment of
 * `facts.madeAt`.
 */
export async function renderRegistryPage(press: Press, facts: RegistryPageFacts): Promise<RenderedPaper> {
  const page = registryPage(facts)
  const title = `${page.title}: ${page.period}`
  return await typeset(
    {
      letterhead: letterheadOf(press.house, 'ro'),
      title,
      language: 'ro-RO',
      running: title,
      pageOf: (number, pages) => `Pagina ${String(number)} din ${String(pages)}`,
      mark: null,
      watermark: null,
      footnote: press.house.footnote?.ro ?? null,
      issuedAt: new Date(facts.madeAt),
    },
    press.fonts,
    (frame) => [
      ...block.title(frame, page.title),
      ...block.paragraph(frame, page.period),
      // Before the rows: of which moment they are is read first, and no last page holds nothing else.
      ...block.caption(frame, page.notes),
      ...(page.rows.length === 0
        ? block.paragraph(frame, page.empty)
        : table(
            frame,
            page.columns.map((label, column) => ({ label, width: WIDTHS[column] ?? 0 })),
            page.rows,
          )),
      ...(page.voided.length === 0
        ? []
        : [...block.heading(frame, page.voidedTitle), ...block.list(frame, page.voided, 'dash')]),
    ],
  )
}
