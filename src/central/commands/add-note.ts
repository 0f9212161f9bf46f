/** Adds a note: always, in every state. The same note twice is one. */
import { ok } from '../../domain/problem.ts'
import type { Handler } from './command.ts'

export const addNote: Handler<'add-note'> = async ({ writing, actor, at }, request, { noteId, text }) => {
  await writing.db
    .insertInto('note')
    .values({
      id: noteId,
      request_id: request.id,
      n: request.version + 1,
      text,
      by_id: actor.id,
      by_name: actor.name,
      at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return ok({ facts: { noteId } })
}
