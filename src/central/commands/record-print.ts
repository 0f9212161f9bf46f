/** Records a print: always. A reprint is one more of the same paper. The proof of registration, made at the desk, appears here with its first print. */
import { ok, refuse } from '../../domain/problem.ts'
import type { Handler } from './command.ts'

export const recordPrint: Handler<'record-print'> = async ({ writing, random, actor, at, commandId }, request, { paper, paperId, sha256, duplicate }) => {
  const { db } = writing
  const found = await db
    .selectFrom('paper')
    .select(['id', 'kind', 'printed'])
    .where('request_id', '=', request.id)
    .where((eb) => (paperId === null ? eb('kind', '=', paper) : eb('id', '=', paperId)))
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!found && paper !== 'proof-of-registration') return refuse('paper.unknown')
  if (found && found.kind !== paper) return refuse('paper.unknown')
  const id = found?.id ?? random.id(Date.parse(writing.at))
  if (found) {
    await db.updateTable('paper').set({ printed: found.printed + 1 }).where('id', '=', id).execute()
  } else {
    await db
      .insertInto('paper')
      .values({ id, request_id: request.id, n: request.version + 1, kind: paper, letter: null, content: null, verification_code: null, at, sealed_at: null, sha256, pdf: null, printed: 1 })
      .execute()
  }
  await db.insertInto('print').values({ command_id: commandId, paper_id: id, sha256, duplicate: duplicate ? 1 : 0, by_id: actor.id, at }).execute()
  return ok({ facts: { paper, duplicate, sha256 } })
}
