/**
 * Records a print: always. The proof of registration, made at the desk, appears here with its first print and with what
 * it said. Whether it is a reprint is judged by what is known here: two desks without a connection may each have taken
 * theirs for the first, or one says what is not so. What the paper itself carried stays beside it in the audit.
 */
import { ok, refuse } from '../../domain/problem.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { Handler } from './command.ts'

export const recordPrint: Handler<'record-print'> = async (
  { writing, random, actor, at, commandId },
  request,
  { paper, paperId, sha256, duplicate: stated, said, as },
) => {
  const { db } = writing
  const found = await db
    .selectFrom('paper')
    .leftJoin('proof_as_printed', 'paper_id', 'paper.id')
    .select(['id', 'kind', 'printed', 'said'])
    .where('request_id', '=', request.id)
    .where((eb) => (paperId === null ? eb('kind', '=', paper) : eb('id', '=', paperId)))
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!found && paper !== 'proof-of-registration') return refuse('paper.unknown')
  if (found && found.kind !== paper) return refuse('paper.unknown')
  const id = found?.id ?? random.id(Date.parse(writing.at))
  const duplicate = (found?.printed ?? 0) > 0
  const saying = said && paper === 'proof-of-registration' ? canonicalJson(said) : null
  if (found) {
    await db
      .updateTable('paper')
      .set({ printed: found.printed + 1 })
      .where('id', '=', id)
      .execute()
    // Sealed here before it was ever printed: what it says holds from now on.
    if (!duplicate && found.said === null && saying !== null)
      await db.insertInto('proof_as_printed').values({ paper_id: id, said: saying }).execute()
  } else {
    await db
      .insertInto('paper')
      .values({
        id,
        request_id: request.id,
        n: request.version + 1,
        kind: paper,
        letter: null,
        content: null,
        verification_code: null,
        at,
        sealed_at: null,
        sha256,
        pdf: null,
        printed: 1,
      })
      .execute()
    if (saying !== null) await db.insertInto('proof_as_printed').values({ paper_id: id, said: saying }).execute()
  }
  await db
    .insertInto('print')
    .values({ command_id: commandId, paper_id: id, sha256, duplicate: duplicate ? 1 : 0, by_id: actor.id, at })
    .execute()
  const saysOther = found !== undefined && found.said !== null && saying !== null && found.said !== saying
  return ok({
    facts: {
      paper,
      duplicate,
      sha256,
      ...(as === undefined ? {} : { as }),
      ...(stated === duplicate ? {} : { markedDuplicate: stated }),
      ...(saysOther ? { saysOther } : {}),
    },
  })
}
