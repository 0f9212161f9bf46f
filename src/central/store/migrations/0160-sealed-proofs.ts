import { bytes, instant, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * The content of the sealed proof of a registration, and the sealed copy of a paper marked DUPLICAT (docs/adr/0039).
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('sealed_proof', {
    paper_id: text({ key: true, references: 'paper.id' }),
    said: json(),
  })
  await ddl.createTable('sealed_duplicate', {
    paper_id: text({ key: true, references: 'paper.id' }),
    of_sha256: text(),
    sealed_at: instant(),
    sha256: text(),
    pdf: bytes(),
  })
}
