/** Ways in which a file of a desk is damaged, for tests that go through all of them. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

export const DAMAGES = ['deleted', 'flipped', 'cut', 'empty', 'foreign', 'older'] as const
export type Damage = (typeof DAMAGES)[number]

/** Folders of other moments or other desks, from which a file is taken. */
export interface Sources {
  /** The same desk before its last registrations. */
  readonly older: string
  /** Another desk of the same user. */
  readonly other: string
}

/** Damages one file. Returns its bytes afterwards; null if it is gone, or if there was nothing to damage. */
export function damage(folder: string, name: string, how: Damage, { older, other }: Sources): Buffer | null {
  const file = path.join(folder, name)
  if (!existsSync(file)) return null
  const bytes = readFileSync(file)
  if (how === 'deleted') rmSync(file)
  else if (how === 'empty') truncateSync(file, 0)
  else if (how === 'cut') truncateSync(file, Math.floor(bytes.length * 0.6))
  else if (how === 'flipped') {
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 0x10
    writeFileSync(file, bytes)
  } else putBack(folder, name, how === 'older' ? older : other)
  return existsSync(file) ? readFileSync(file) : null
}

/** Puts the file of another folder in the place of one; where that has none, there is none afterwards. */
export function putBack(folder: string, name: string, from: string): void {
  const [file, source] = [path.join(folder, name), path.join(from, name)]
  rmSync(file, { force: true })
  if (existsSync(source)) copyFileSync(source, file)
}

/** A copy of a folder as it is at this moment, also of an open desk: what a power cut leaves. */
export function snapshot(from: string, into: string): string {
  mkdirSync(into, { recursive: true })
  cpSync(from, into, { recursive: true })
  return into
}

/** Whether some file of the folder has exactly these bytes. */
export const isKept = (folder: string, bytes: Buffer): boolean =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some(({ parentPath, name }) => readFileSync(path.join(parentPath, name)).equals(bytes))
