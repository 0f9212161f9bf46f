import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pagesAnd } from '../../../../test/support/scan-events.ts'
import { folderScanner } from './folder-scanner.ts'
import { watchedFolder, type WatchedFolder } from './watched-folder.ts'

const QUICK = { firstMs: 400, nextMs: 150, settledMs: 60, pollMs: 15 }
const NOW = Date.parse('2026-11-23T08:00:00Z')
let folder: string
let remembered: Set<string>
let watched: WatchedFolder
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'des-watched-'))
  remembered = new Set()
  watched = watchedFolder(folder, { has: (key) => remembered.has(key), add: (key) => remembered.add(key) }, () => NOW)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, text: string, minute: number) => {
  writeFileSync(path.join(folder, name), text)
  utimesSync(path.join(folder, name), new Date(NOW + minute * 60_000), new Date(NOW + minute * 60_000))
}
const scan = () => pagesAnd(folderScanner({ name: 'Dosar', folder: watched, patience: QUICK }).scan(null))
const texts = (pages: readonly { bytes: Uint8Array }[]) => pages.map(({ bytes }) => Buffer.from(bytes).toString())

describe('a watched folder as a scanner', () => {
  it('gives the files in the order in which they were scanned, each once', async () => {
    put('b.pdf', 'first', 1)
    put('a.jpg', 'second', 2)
    const { pages, problem } = await scan()
    expect([texts(pages), problem]).toEqual([['first', 'second'], null])
    expect(readdirSync(folder)).toEqual(['preluate'])
    expect((await scan()).problem).toMatchObject({ code: 'scanner.no-file' })
  })
  it('waits for a file that is still being written, and for the one before it', async () => {
    const file = path.join(folder, 'slow.pdf')
    writeFileSync(file, '0')
    let n = 0
    const writing = setInterval(() => {
      if (++n < 12) appendFileSync(file, String(n % 10))
    }, 25)
    const { pages } = await scan()
    clearInterval(writing)
    expect(texts(pages)).toEqual(['012345678901'])
  })
  it('gives up on a file that never stops growing', async () => {
    const writing = setInterval(() => appendFileSync(path.join(folder, 'endless.pdf'), 'x'), 20)
    const { pages, problem } = await scan()
    clearInterval(writing)
    expect([pages, problem?.code]).toEqual([[], 'scanner.timed-out'])
  }, 10_000)
  it('does not take what is no scan: other names, hidden ones, folders, links out of it', async () => {
    put('notes.txt', 'x', 1)
    put('.hidden.pdf', 'x', 1)
    mkdirSync(path.join(folder, 'folder.pdf'))
    symlinkSync('/etc/hostname', path.join(folder, 'link.pdf'))
    expect(watched.files()).toEqual([])
    expect(watched.read('link.pdf').ok).toBe(false)
    expect(watched.read('../x.pdf').ok).toBe(false)
    expect((await scan()).pages).toEqual([])
  })
  it('does not count a page as taken that nobody took', async () => {
    put('a.pdf', 'x', 1)
    for await (const event of folderScanner({ name: 'Dosar', folder: watched, patience: QUICK }).scan(null)) if (event.is === 'page') break
    expect(watched.files().map(({ name }) => name)).toEqual(['a.pdf'])
  })
  it('remembers what it may not move, and takes the same name again once it is another file', async () => {
    // A file where the folder should be: nothing can be moved.
    writeFileSync(path.join(folder, 'preluate'), '')
    put('scan.pdf', 'one', 1)
    expect(texts((await scan()).pages)).toEqual(['one'])
    expect(existsSync(path.join(folder, 'scan.pdf'))).toBe(true)
    expect((await scan()).pages).toEqual([])
    put('scan.pdf', 'another', 2)
    expect(texts((await scan()).pages)).toEqual(['another'])
  })
  it('keeps two files of one name apart, and lets them go after a day', async () => {
    for (const text of ['one', 'two']) {
      put('scan.pdf', text, 1)
      await scan()
    }
    expect(readdirSync(path.join(folder, 'preluate')).sort()).toEqual(['scan (2).pdf', 'scan.pdf'])
    watched.tidy(NOW + 23 * 3_600_000)
    expect(readdirSync(path.join(folder, 'preluate'))).toHaveLength(2)
    watched.tidy(NOW + 25 * 3_600_000)
    expect(readdirSync(path.join(folder, 'preluate'))).toEqual([])
  })
  it('stops when asked to', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    expect(await pagesAnd(folderScanner({ name: 'Dosar', folder: watched }).scan(null, { signal: stop.signal }))).toEqual({ pages: [], problem: { code: 'scanner.cancelled', details: { scanner: 'Dosar', pages: 0 } } })
  })
})
