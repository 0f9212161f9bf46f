/**
 * Verifies the audit chain from its first entry, page by page, so that memory does not grow with its length. The
 * numbers must have no gap, every hash must be right and contain the one before, and every entry must have the body
 * that it commits to. Somebody who can write to the database can still write a whole new chain, or cut its end: only
 * the signed heads, which are outside the database, show that.
 */
import type { Reading } from '../store/schema.ts'
import { auditHash, commitmentTo, FIRST_AUDIT_HASH } from './append-audit.ts'
import type { HeadsVerdict, SignedHead } from './signed-heads.ts'

/**
 * - `gap`, `link`, `hash`: a number is missing; an entry does not continue the one before; its hash is not of its facts
 * - `body`, `body-missing`: a body is not the one that was committed to, or is gone
 * - `body-alone`: there are more bodies than entries
 * - `head`: an entry is not the one in a signed head; `cut`: the chain ends before a signed head; `n` is that head's
 * - `heads`: the file of heads itself is damaged, signed by another key, or not in order; `n` is the line
 */
export const AUDIT_FAULTS = [
  'gap',
  'link',
  'hash',
  'body',
  'body-missing',
  'body-alone',
  'head',
  'cut',
  'heads',
] as const
export type AuditFault = (typeof AUDIT_FAULTS)[number]

export type AuditVerdict =
  | {
      readonly intact: true
      readonly entries: number
      readonly hash: string
      /** Signed heads that the chain was compared with. */
      readonly heads: number
    }
  | { readonly intact: false; readonly entries: number; readonly n: number; readonly fault: AuditFault }

const PAGE = 1000

type Read = <T>(work: (db: Reading) => Promise<T>) => Promise<T>

const readPage = (read: Read, after: number) =>
  read((db) =>
    db
      .selectFrom('audit_entry')
      .leftJoin('audit_body', 'audit_body.n', 'audit_entry.n')
      .selectAll('audit_entry')
      .select(['salt', 'body'])
      .where('audit_entry.n', '>', after)
      .orderBy('audit_entry.n')
      .limit(PAGE)
      .execute(),
  )
type Row = Awaited<ReturnType<typeof readPage>>[number]

/** What is wrong with an entry behind another one; null where nothing is. */
function faultOf(row: Row, before: { n: number; hash: string }): AuditFault | null {
  if (row.n !== before.n + 1) return 'gap'
  if (row.prev_hash !== before.hash) return 'link'
  const { n, at, actor, device, action, subject_ref: subjectRef, commitment, prev_hash: prevHash } = row
  if (auditHash({ n, at, actor, device, action, subjectRef, commitment, prevHash }) !== row.hash) return 'hash'
  if (row.salt === null || row.body === null) return 'body-missing'
  return commitmentTo(row.salt, row.body) === commitment ? null : 'body'
}

const countBodies = (read: Read): Promise<number> =>
  read(async (db) => {
    const row = await db
      .selectFrom('audit_body')
      .leftJoin('audit_entry', 'audit_entry.n', 'audit_body.n')
      .select((all) => all.fn.countAll<number>().as('count'))
      .where('audit_entry.n', 'is', null)
      .executeTakeFirstOrThrow()
    return Number(row.count)
  })

/**
 * @param outside the signed heads of this chain, as `readHeads` read them
 * @param onProgress called after every page with the number of entries that hold
 */
export async function verifyAudit(
  read: Read,
  outside: HeadsVerdict = { ok: true, heads: [], lastLine: '' },
  onProgress?: (entries: number) => void,
): Promise<AuditVerdict> {
  if (!outside.ok) return { intact: false, entries: 0, n: outside.line, fault: 'heads' }
  const headsAt = new Map<number, SignedHead[]>()
  for (const head of outside.heads) headsAt.set(head.n, [...(headsAt.get(head.n) ?? []), head])
  let end = { n: 0, hash: FIRST_AUDIT_HASH }
  const broken = (n: number, fault: AuditFault): AuditVerdict => ({ intact: false, entries: end.n, n, fault })
  const agrees = (): boolean =>
    (headsAt.get(end.n) ?? []).every(({ hash, bodies }) => hash === end.hash && bodies === end.n)
  if (!agrees()) return broken(0, 'head')
  for (;;) {
    const page = await readPage(read, end.n)
    for (const row of page) {
      const fault = faultOf(row, end)
      if (fault) return broken(row.n, fault)
      end = { n: row.n, hash: row.hash }
      if (!agrees()) return broken(row.n, 'head')
    }
    onProgress?.(end.n)
    if (page.length === PAGE) continue
    const last = outside.heads.at(-1)
    if (last && last.n > end.n) return broken(last.n, 'cut')
    if ((await countBodies(read)) > 0) return broken(end.n, 'body-alone')
    return { intact: true, entries: end.n, hash: end.hash, heads: outside.heads.length }
  }
}
