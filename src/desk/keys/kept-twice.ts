/**
 * A small file that must not be lost is kept twice. An unusable copy is moved aside, never overwritten, and then
 * restored from the other.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { writeDurably } from './durable-file.ts'

/** `keys.json` and `keys.copy.json`. */
export const copiesOf = (file: string): readonly [string, string] => {
  const { dir, name, ext } = path.parse(file)
  return [file, path.join(dir, `${name}.copy${ext}`)]
}

export interface FoundCopy {
  readonly file: string
  readonly bytes: Buffer
}

/**
 * The copies that exist, the first one first. Throws what the disk throws, except that a missing file is no error: a
 * copy that cannot be read now is not a missing one.
 */
export function readCopies(file: string): readonly FoundCopy[] {
  return copiesOf(file).flatMap((copy) => {
    try {
      return [{ file: copy, bytes: readFileSync(copy) }]
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  })
}

/** Moves a file to a name beside it that is not in use: `<file>.set-aside-1`. Returns the new name. */
export function moveAside(file: string): string {
  for (let n = 1; ; n++) {
    const aside = `${file}.set-aside-${String(n)}`
    if (existsSync(aside)) continue
    renameSync(file, aside)
    return aside
  }
}

/** Writes each copy that differs from `bytes`; what it was is moved aside. Returns the names that it restored. */
export function keepTwice(file: string, bytes: Uint8Array): readonly string[] {
  return copiesOf(file).flatMap((copy) => {
    if (existsSync(copy)) {
      if (readFileSync(copy).equals(bytes)) return []
      moveAside(copy)
    }
    writeDurably(copy, bytes)
    return [path.basename(copy)]
  })
}
