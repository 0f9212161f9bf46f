import { bytes, flag, instant, integer, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** Papers: the content of each sealed paper, its sealed bytes once they exist, and every print. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable(
    'paper',
    {
      id: text({ key: true }),
      request_id: text({ references: 'request.id' }),
      n: integer(),
      kind: text({ oneOf: ['proof-of-registration', 'receipt', 'letter'] }),
      letter: text({ nullable: true }),
      content: json({ nullable: true }),
      verification_code: text({ nullable: true, unique: true }),
      at: instant(),
      sealed_at: instant({ nullable: true }),
      sha256: text({ nullable: true }),
      pdf: bytes({ nullable: true }),
      printed: integer({ default: 0 }),
    },
    { unique: ['request_id', 'n'], check: '(pdf is null) = (sealed_at is null)' },
  )
  // A request has at most one receipt, also if the execution runs twice.
  await ddl.createIndex('one_receipt', 'paper', ['request_id'], { unique: true, where: "kind = 'receipt'" })
  await ddl.createIndex('paper_to_seal', 'paper', ['at'], { where: 'content is not null and pdf is null' })
  await ddl.createTable('print', {
    command_id: text({ key: true }),
    paper_id: text({ references: 'paper.id' }),
    sha256: text(),
    duplicate: flag(),
    by_id: text(),
    at: instant(),
  })
}
