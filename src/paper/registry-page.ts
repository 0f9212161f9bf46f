/** Renders a page of the registry book as PDF. The text comes from src/domain/papers/registry-page.ts. */
import { registryPage, type RegistryPageFacts } from '../domain/papers/registry-page.ts'
import * as block from './layout/blocks.ts'
import { table } from './layout/table.ts'
import { typeset } from './layout/typeset.ts'
import { letterheadOf, type PaperRenderer, type RenderedPaper } from './render.ts'

/** The widths of the columns in points; their sum is the width of the text. */
const WIDTHS = [88, 34, 111, 61, 42, 68, 67]

/**
 * Renders the page, which must be sealed with `sealPaper` before it leaves the central store. Its date of issue is
 * `facts.madeAt`.
 */
export async function renderRegistryPage(renderer: PaperRenderer, facts: RegistryPageFacts): Promise<RenderedPaper> {
  const page = registryPage(facts)
  const title = `${page.title}: ${page.period}`
  return await typeset(
    {
      letterhead: letterheadOf(renderer.house, 'ro'),
      title,
      language: 'ro-RO',
      running: title,
      pageOf: (number, pages) => `Pagina ${String(number)} din ${String(pages)}`,
      mark: null,
      watermark: null,
      footnote: renderer.house.footnote?.ro ?? null,
      issuedAt: new Date(facts.madeAt),
    },
    renderer.fonts,
    (frame) => [
      ...block.title(frame, page.title),
      ...block.paragraph(frame, page.period),
      // The notes come before the rows: so their date is read first, and no last page has only notes.
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
