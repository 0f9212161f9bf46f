/** The files of the audit outside the database, in the folder `heads`. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import path from 'node:path'
import { syncFolder } from '../../files/sync-folder.ts'
import type { StoreFiles } from '../folder/store-folder.ts'

export const headsFileOf = ({ heads }: Pick<StoreFiles, 'heads'>): string => path.join(heads, 'audit-heads.jsonl')
export const lastCommitOf = ({ heads }: Pick<StoreFiles, 'heads'>): string => path.join(heads, 'last-commit')

/**
 * What the database keeps about the file of heads, in `meta` under this key: `<lines>:<SHA-256 of the last line>`. So a
 * file that lost its newest lines is noticed.
 */
export const HEADS_KEPT = 'audit_heads'

export function parseKept(value: string | undefined): { lines: number; lastLine: string } | null {
  const [, lines, lastLine] = /^(\d+):([0-9a-f]{64})$/.exec(value ?? '') ?? []
  return lines === undefined || lastLine === undefined ? null : { lines: Number(lines), lastLine }
}

/** The complete lines of the file. A line that a power cut left unfinished was never counted. */
export function readHeadsText(file: string): string | null {
  if (!existsSync(file)) return null
  const text = readFileSync(file, 'utf8')
  return text.slice(0, text.lastIndexOf('\n') + 1)
}

/** Appends a line; on the disk when this returns. */
export function appendHead(file: string, line: string): void {
  const whole = readHeadsText(file)
  if (whole !== null) truncateSync(file, Buffer.byteLength(whole))
  const handle = openSync(file, 'a', 0o600)
  try {
    writeSync(handle, `${line}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  syncFolder(path.dirname(file))
}
