/** All pages of the audit trail that match a filter, up to a number of entries. */
import type { z } from 'zod'
import { ok, type Result } from '../../domain/problem.ts'
import type { CallOutput } from '../../protocol/central.ts'
import type { auditFilter } from '../../protocol/desk/audit.ts'
import { asPerson } from '../session/as-person.ts'
import type { Person } from '../session/session.ts'

type Trail = CallOutput<'auditTrail'>
const ENTRIES_OF_A_PAGE = 1000

export async function wholeTrail(
  line: Parameters<typeof asPerson>[0],
  person: Person,
  filter: z.infer<typeof auditFilter>,
  most: number,
): Promise<Result<Trail>> {
  const entries: Trail['entries'] = []
  for (;;) {
    const limit = Math.min(ENTRIES_OF_A_PAGE, most - entries.length)
    const before = entries.at(-1)?.n
    const page = await asPerson(line, person, 'auditTrail', { ...filter, limit, ...(before && { before }) })
    if (!page.ok) return page
    entries.push(...page.value.entries)
    if (!page.value.more || entries.length >= most) return ok({ entries, more: page.value.more })
  }
}
