/** Every print is recorded in a table of its own: which bytes, when, by whom. */
import type { Keeping } from '../../commands/command.ts'

export const recordPrint: Keeping<'record-print'> = {
  kept: async ({ writing: { db }, commandId, by, at }, { before, after, payload: { sha256 } }) => {
    const paper = after.papers.find((each) => !before.papers.includes(each))
    if (!paper) throw new RangeError('a print changes its paper')
    await db
      .insertInto('print')
      .values({
        command_id: commandId,
        paper_id: paper.id,
        sha256,
        duplicate: paper.printed > 1 ? 1 : 0,
        by_id: by.id,
        at,
      })
      .execute()
  },
}
