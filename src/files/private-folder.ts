/**
 * A folder that only the account of its process may enter, and files in it that only this account may read. On Windows,
 * which has no such permission bits, the access list of the folder protects it.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** Bits of group and others. */
const OTHERS = 0o077

const isOpen = (file: string): boolean => process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0

const entriesOf = (folder: string, depth: number): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isSymbolicLink()) return []
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return [file, ...(depth > 1 ? entriesOf(file, depth - 1) : [])]
    return entry.isFile() ? [file] : []
  })

/**
 * Makes the folder if it is missing, and removes the access of group and others to it and its content.
 * @param except files that are left as they are, because whoever uses them decides
 * @param depth how many levels of folders are looked through; below them, only the closed folders above protect
 * @returns what was open to others until now, as paths
 * @throws where the folder belongs to another account or cannot be made
 */
export function makePrivate(folder: string, except: readonly string[] = [], depth = 2): string[] {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const open = [folder, ...entriesOf(folder, depth)].filter((file) => !except.includes(file) && isOpen(file))
  for (const file of open) chmodSync(file, statSync(file).mode & 0o700)
  return open
}
