import { instant, integer, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** Executions, at most one for each request; anonymised people, by keyed reference; and the certificates of erasure. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable(
    'execution',
    {
      request_id: text({ key: true, references: 'request.id' }),
      state: text({ oneOf: ['due', 'running', 'waiting', 'blocked', 'executed', 'withdrawn'] }),
      fence: integer({ default: 0 }),
      plan_hash: text(),
      problem: text({ nullable: true }),
      due_at: instant(),
      finished_at: instant({ nullable: true }),
      paper_id: text({ nullable: true, references: 'paper.id' }),
    },
    { check: "(state = 'executed') = (finished_at is not null)" },
  )
  await ddl.createIndex('execution_open', 'execution', ['due_at'], {
    where: "state in ('due', 'running', 'waiting', 'blocked')",
  })
  await ddl.createTable(
    'anonymised_person',
    {
      person_ref: text(),
      request_id: text({ references: 'request.id' }),
      anonymised_at: instant(),
      reverted_by: text({ nullable: true, references: 'request.id' }),
    },
    { key: ['person_ref', 'request_id'] },
  )
  await ddl.createIndex('one_standing_anonymisation', 'anonymised_person', ['person_ref'], {
    unique: true,
    where: 'reverted_by is null',
  })
  await ddl.createTable('erasure_certificate', {
    request_id: text({ key: true, references: 'request.id' }),
    at: instant(),
    body: json(),
    hash: text(),
  })
}
