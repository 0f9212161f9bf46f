/**
 * Takes the content of acknowledged commands out of the journal, by age or because their subject was erased (sync.md
 * S11); the chain's end stays.
 */
import type { Journal } from './journal.ts'
import type { JournalledCommand, JournalRecord } from './records.ts'

/** `goes` is asked of every command; only of what is receipted may it answer yes. Answers with how many went. */
export function purgeJournal(
  journal: Pick<Journal, 'read' | 'rewrite'>,
  goes: (command: JournalledCommand) => boolean,
): number {
  let purged = 0
  const kept: JournalRecord[] = []
  for (const record of journal.read()) {
    if (record.type !== 'acts') {
      kept.push(record)
      continue
    }
    const leaving = record.commands.filter(goes)
    if (leaving.length === 0) {
      kept.push(record)
      continue
    }
    purged += leaving.length
    for (const { deviceSeq, chainHash } of leaving) kept.push({ type: 'gone', deviceSeq, chainHash })
    const staying = record.commands.filter((command) => !leaving.includes(command))
    if (staying.length > 0) kept.push({ ...record, commands: staying })
  }
  if (purged > 0) journal.rewrite(kept)
  return purged
}
