import Driver from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PAGE, testDrafts, typed } from '../../../test/support/drafts.ts'
import { draftContent } from '../../protocol/desk.ts'
import { migrate } from '../cache/migrate.ts'
import type { Drafts } from './drafts.ts'

let db: InstanceType<typeof Driver>
let drafts: Drafts
beforeEach(() => {
  db = new Driver(':memory:')
  migrate(db)
  drafts = testDrafts(db)
})
afterEach(() => db.close())

const value = <T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

describe('a draft in two windows', () => {
  it('is saved in turn by one window', () => {
    const { id, textVersion } = drafts.current('ana')
    const first = value(drafts.save(id, 'ana', textVersion, typed('Brumaru')))
    expect(value(drafts.save(first.draftId, 'ana', first.textVersion, typed('Brumărescu')))).toMatchObject({
      draftId: id,
      copied: false,
    })
    expect(drafts.list('ana')).toHaveLength(1)
  })
  it('keeps the text of both, the second as a separate draft with the same pages', () => {
    const { id, textVersion } = drafts.current('ana')
    value(drafts.addPages(id, 'ana', [PAGE]))
    value(drafts.save(id, 'ana', textVersion, typed('Prima')))
    const second = value(drafts.save(id, 'ana', textVersion, typed('A doua')))
    expect(second.copied).toBe(true)
    expect(second.draftId).not.toBe(id)
    expect(value(drafts.open(id, 'ana')).content.holder.surname).toBe('Prima')
    const copy = value(drafts.open(second.draftId, 'ana'))
    expect(copy.content.holder.surname).toBe('A doua')
    expect(copy.pages.map(({ sha256 }) => sha256)).toEqual([PAGE.sha256])
    // From here on each window writes on its own.
    expect(value(drafts.save(second.draftId, 'ana', second.textVersion, typed('A doua, mai departe'))).copied).toBe(
      false,
    )
  })
  it('is not made stale by pages, which either window may add', () => {
    const { id, textVersion } = drafts.current('ana')
    value(drafts.addPages(id, 'ana', [PAGE]))
    expect(value(drafts.save(id, 'ana', textVersion, typed('Brumaru'))).copied).toBe(false)
  })
  it('is not recreated by a late save once it is gone', () => {
    const { id, textVersion } = drafts.current('ana')
    value(drafts.discard(id, 'ana'))
    expect(drafts.save(id, 'ana', textVersion, typed('Brumaru')).ok).toBe(false)
    expect(drafts.list('ana')).toEqual([])
  })
  it('belongs to its owner only', () => {
    const { id, textVersion } = drafts.current('ana')
    expect(drafts.save(id, 'mihai', textVersion, typed('Brumaru')).ok).toBe(false)
    expect(drafts.settle(id, 'mihai', typed('Brumaru')).ok).toBe(false)
  })
})

describe('setting a draft aside', () => {
  it('begins an empty one and leaves the other in the list', () => {
    const first = drafts.current('ana')
    value(drafts.save(first.id, 'ana', first.textVersion, typed('Brumaru')))
    const next = drafts.start('ana')
    expect(next.id).not.toBe(first.id)
    expect(next.content).toEqual(draftContent.parse({}))
    expect(
      drafts
        .list('ana')
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['', 'Brumaru'])
    expect(drafts.current('ana').id).toBe(next.id)
  })
  it('returns an untouched one again', () => {
    const first = drafts.current('ana')
    expect(drafts.start('ana').id).toBe(first.id)
    expect(drafts.list('ana')).toHaveLength(1)
  })
})
