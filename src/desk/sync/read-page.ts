/**
 * Reads a page of changes: parses it by the protocol's schemas and computes what its requests are shown and found by.
 * It neither queries nor writes the cache, so it can run on its own thread (page-thread.ts) while the desk answers
 * calls.
 */
import type { z } from 'zod'
import { ok, type Result } from '../../domain/problem.ts'
import { resultOf } from '../../protocol/problem.ts'
import { requestBody } from '../../request/body.ts'
import type { Change } from '../../protocol/central/changes.ts'
import { pullOutput } from '../../protocol/central/sync.ts'
import { shownRequest } from '../requests/request-row.ts'
import type { PulledRequest } from '../requests/request-store.ts'
import { growingText } from './growing-text.ts'

type Frame = z.output<typeof pullOutput>

export type ReadChange =
  /** The text of its body lies in the page's `texts`, from `from` to `to`. */
  | { readonly as: 'request'; readonly request: PulledRequest; readonly from: number; readonly to: number }
  /** `unreadable`: a request that does not have the shape this version knows; kept as it is. */
  | { readonly as: 'other'; readonly change: Change; readonly unreadable: boolean }

export interface ReadChanges {
  readonly changes: readonly ReadChange[]
  /** UTF-8. */
  readonly texts: Uint8Array<ArrayBuffer>
}
export type ReadPage = Omit<Frame, 'changes'> & ReadChanges

export function readChanges(changes: readonly Change[], sizeHint = 0): ReadChanges {
  const texts = growingText(sizeHint)
  const read = changes.map((change): ReadChange => {
    if (change.entity !== 'request' || change.op !== 'upsert') return { as: 'other', change, unreadable: false }
    const body = requestBody.safeParse(change.body)
    if (!body.success) return { as: 'other', change, unreadable: true }
    const { id, version } = body.data
    return {
      as: 'request',
      request: { id, version, shown: shownRequest(body.data) },
      ...texts.add(JSON.stringify(body.data)),
    }
  })
  return { changes: read, texts: texts.bytes() }
}

/** Where the page after this one begins, if there is one. */
export type NextPage = Pick<Frame, 'cursor' | 'more'>

const answer = resultOf(pullOutput)

/**
 * @param bytes an answer to `pull`, whole
 * @param onFrame called with the position of the next page as soon as that is known, before the bodies are read
 * @returns null if this is not an answer of a central store, for example a proxy's page or a truncated answer
 */
export function readPage(
  bytes: Uint8Array,
  onFrame: (next: NextPage) => void = () => undefined,
): Result<ReadPage> | null {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
  const parsed = answer.safeParse(json)
  if (!parsed.success) return null
  const result = parsed.data as Result<Frame>
  if (!result.ok) return result
  onFrame({ cursor: result.value.cursor, more: result.value.more })
  return ok({ ...result.value, ...readChanges(result.value.changes, bytes.length) })
}
