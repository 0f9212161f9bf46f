/**
 * Removes the content of acknowledged commands from the journal, by age or because their subject was erased
 * (docs/protocol.md S11); their chain hashes stay.
 */
import type { Journal } from './journal.ts'
import type { JournalledCommand, JournalRecord } from './records.ts'

/**
 * Removes every command for which `isOver` returns true; it may do so only for acknowledged ones. Returns how many were
 * removed.
 */
export function purgeJournal(
  journal: Pick<Journal, 'read' | 'rewrite'>,
  isOver: (command: JournalledCommand) => boolean,
): number {
  let purged = 0
  const kept: JournalRecord[] = []
  for (const record of journal.read()) {
    if (record.type !== 'acts') {
      kept.push(record)
      continue
    }
    const leaving = record.commands.filter(isOver)
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
