/** Every room describes itself: what it owns, what it may import, how to add one more. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const LONGEST = 40

/** Without empty folders, which a move of files may leave behind in a checkout. */
const foldersIn = (parent: string): string[] =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`)
    .filter((folder) => readdirSync(folder).length > 0)

const rooms = [
  'electron',
  'renderer',
  ...['src', 'src/desk', 'src/central', 'renderer/features'].flatMap(foldersIn),
].sort()

describe('the README of', () => {
  it.each(rooms)('%s is there, and at most 40 lines long', (room) => {
    const file = `${room}/README.md`
    expect(existsSync(file), `${file} is missing`).toBe(true)
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(LONGEST)
  })
  it('is expected of the rooms that there are', () => {
    for (const room of ['src/central', 'src/central/review', 'src/desk/outbox', 'renderer/features/queue'])
      expect(rooms).toContain(room)
  })
})
