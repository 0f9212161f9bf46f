import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pagesAnd } from '../../../../test/support/scan-events.ts'
import { folderScanner } from './folder-scanner.ts'
import { watchedFolder, type WatchedFolder } from './watched-folder.ts'

const QUICK = { firstMs: 400, nextMs: 150, settledMs: 60, oddMs: 400, goneMs: 120, pollMs: 15 }
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
const scan = () => pagesAnd(folderScanner({ name: 'Dosar', folder: watched, timeouts: QUICK }).scan(null))
const texts = (pages: readonly { bytes: Uint8Array }[]) => pages.map(({ bytes }) => Buffer.from(bytes).toString())

describe('a watched folder as a scanner', () => {
  it('returns each file once, in the order of scanning', async () => {
    put('b.pdf', 'first', 1)
    put('a.jpg', 'second', 2)
    const { pages, problem } = await scan()
    expect([texts(pages), problem]).toEqual([['first', 'second'], null])
    expect(readdirSync(folder)).toEqual(['preluate'])
    expect((await scan()).problem).toMatchObject({ code: 'scanner.no-file' })
  })
  it('waits for a file that is still being written', async () => {
    const file = path.join(folder, 'slow.pdf')
    const pieces = ['%PDF-', '0123', '4567', '%%EOF']
    writeFileSync(file, '')
    // Without its end the file is not complete, however late this machine writes the next part.
    const writing = setInterval(() => appendFileSync(file, pieces.shift() ?? ''), 40)
    const { pages } = await pagesAnd(
      folderScanner({ name: 'Dosar', folder: watched, timeouts: { ...QUICK, firstMs: 10_000, oddMs: 10_000 } }).scan(
        null,
      ),
    )
    clearInterval(writing)
    expect(texts(pages)).toEqual(['%PDF-01234567%%EOF'])
  })
  it('gives up on a file that never stops growing', async () => {
    let bytes = 0
    const endless: WatchedFolder = {
      ...watched,
      files: () => [{ name: 'endless.pdf', bytes: ++bytes, at: new Date(NOW).toISOString() }],
    }
    expect(await pagesAnd(folderScanner({ name: 'Dosar', folder: endless, timeouts: QUICK }).scan(null))).toMatchObject(
      { pages: [], problem: { code: 'scanner.timed-out' } },
    )
  })
  it('ignores other names, hidden files, folders and links', async () => {
    put('notes.txt', 'x', 1)
    put('.hidden.pdf', 'x', 1)
    mkdirSync(path.join(folder, 'folder.pdf'))
    symlinkSync('/etc/hostname', path.join(folder, 'link.pdf'))
    expect(watched.files()).toEqual([])
    expect(watched.read('link.pdf').ok).toBe(false)
    expect(watched.read('../x.pdf').ok).toBe(false)
    expect((await scan()).pages).toEqual([])
  })
  it('keeps a page in the folder when the caller did not accept it', async () => {
    put('a.pdf', 'x', 1)
    for await (const event of folderScanner({ name: 'Dosar', folder: watched, timeouts: QUICK }).scan(null))
      if (event.is === 'page') break
    expect(watched.files().map(({ name }) => name)).toEqual(['a.pdf'])
  })
  it('remembers files that it cannot move, and accepts another file with the same name', async () => {
    // With a file in place of the folder nothing can be moved.
    writeFileSync(path.join(folder, 'preluate'), '')
    put('scan.pdf', 'one', 1)
    expect(texts((await scan()).pages)).toEqual(['one'])
    expect(existsSync(path.join(folder, 'scan.pdf'))).toBe(true)
    expect((await scan()).pages).toEqual([])
    put('scan.pdf', 'another', 2)
    expect(texts((await scan()).pages)).toEqual(['another'])
  })
  it('keeps two files of one name apart, and deletes them after a day', async () => {
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
})

describe('a file in a watched folder', () => {
  it('is awaited while it is filled slowly, and accepted when it never gets a usual end', async () => {
    const file = path.join(folder, 'slow.jpg')
    const image = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.alloc(4_000, 1),
      Buffer.from([0xff, 0xd9]),
    ])
    // The file has its final length from the start, and its time does not change either.
    writeFileSync(file, Buffer.concat([image.subarray(0, 500), Buffer.alloc(image.length - 500)]))
    utimesSync(file, new Date(NOW), new Date(NOW))
    setTimeout(() => {
      writeFileSync(file, image)
      utimesSync(file, new Date(NOW), new Date(NOW))
    }, 200)
    const { pages } = await scan()
    expect(Buffer.from(pages[0]?.bytes ?? []).equals(image)).toBe(true)
    put('odd.pdf', '%PDF-1.4 and no end', 1)
    expect(texts((await scan()).pages)).toEqual(['%PDF-1.4 and no end'])
  })
  it('comes in the order of its number among files of the same time', async () => {
    for (const name of ['scan 10.pdf', 'scan 9.pdf', 'scan 1.pdf']) put(name, name, 1)
    expect(texts((await scan()).pages)).toEqual(['scan 1.pdf', 'scan 9.pdf', 'scan 10.pdf'])
  })
  it('may be renamed into place', async () => {
    put('scan.part', 'whole', 1)
    setTimeout(() => renameSync(path.join(folder, 'scan.part'), path.join(folder, 'scan.pdf')), 80)
    expect(texts((await scan()).pages)).toEqual(['whole'])
  })
  it('stays where it is while it is locked, and is accepted when it is unlocked in time', async () => {
    put('locked.pdf', 'x', 1)
    const state = { locked: true }
    const guarded: WatchedFolder = {
      ...watched,
      read: (name) =>
        state.locked ? { ok: false, problem: { code: 'scan.unreadable', details: { name } } } : watched.read(name),
    }
    const guardedScan = (oddMs = QUICK.oddMs) =>
      pagesAnd(folderScanner({ name: 'Dosar', folder: guarded, timeouts: { ...QUICK, oddMs } }).scan(null))
    expect(await guardedScan()).toMatchObject({ pages: [], problem: { code: 'scan.unreadable' } })
    expect(readdirSync(folder)).toEqual(['locked.pdf'])
    setTimeout(() => (state.locked = false), 150)
    expect(texts((await guardedScan(10_000)).pages)).toEqual(['x'])
  })
  it('may be deleted before it is read', async () => {
    put('a.pdf', 'gone', 1)
    put('b.pdf', 'here', 2)
    const guarded: WatchedFolder = {
      ...watched,
      read: (name) => (
        name === 'a.pdf' && existsSync(path.join(folder, name)) && rmSync(path.join(folder, name)),
        watched.read(name)
      ),
    }
    const { pages, problem } = await pagesAnd(
      folderScanner({ name: 'Dosar', folder: guarded, timeouts: QUICK }).scan(null),
    )
    expect([texts(pages), problem]).toEqual([['here'], null])
  })
})

describe('a scan from a watched folder', () => {
  it('reports a folder that is missing before the scan or disappears between two files', async () => {
    for await (const event of folderScanner({ name: 'Dosar', folder: watched, timeouts: QUICK }).scan(null)) {
      if (event.is === 'progress' && event.page === 1) put('a.pdf', 'x', 1)
      if (event.is === 'progress' && event.page === 2) rmSync(folder, { recursive: true })
      if (event.is === 'end')
        expect(event.problem).toEqual({ code: 'scanner.folder-gone', details: { folder, pages: 1 } })
    }
    expect(await folderScanner({ name: 'Dosar', folder: watched, timeouts: QUICK }).describe()).toMatchObject({
      ok: false,
      problem: { code: 'scanner.folder-gone' },
    })
    writeFileSync(folder, '')
    const nowhere = watchedFolder(path.join(folder, 'scans'), { has: () => false, add: () => undefined }, () => NOW)
    expect([nowhere.isThere(), nowhere.files()]).toEqual([false, []])
  })
  it('can be stopped', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    expect(
      await pagesAnd(folderScanner({ name: 'Dosar', folder: watched }).scan(null, { signal: stop.signal })),
    ).toEqual({ pages: [], problem: { code: 'scanner.cancelled', details: { scanner: 'Dosar', pages: 0 } } })
  })
})
