import fc from 'fast-check'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { headerOf, readFrames } from './frames.ts'
import { type JournalDisk, openJournal, realDisk } from './journal.ts'
import type { JournalRecord } from './records.ts'

const RUNS = Number(process.env['FC_RUNS'] ?? 60)
const seed = process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) }
const key = randomBytes(32)
const HEADER = headerOf(key)
let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'des-journal-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const gone = (n: number): JournalRecord => ({ type: 'gone', deviceSeq: n, chainHash: String(n).padStart(64, 'a') })
const file = () => path.join(folder, 'journal.bin')
const open = (disk?: JournalDisk) =>
  openJournal({ file: file(), key, randomBytes, stamp: () => 'x', ...(disk ? { disk } : {}) })
const write = (count: number): void => {
  const journal = open()
  for (let n = 1; n <= count; n++) journal.append(gone(n))
  journal.close()
}

describe('journal', () => {
  it('returns what was appended, in order', () => {
    write(5)
    const journal = open()
    expect(journal.damage).toBe('none')
    expect(journal.found).toEqual([1, 2, 3, 4, 5].map(gone))
    journal.close()
  })

  it('opens with nothing of the content in clear, and not under another key', () => {
    write(3)
    const bytes = readFileSync(file())
    expect(bytes.includes('aaaaaaaa')).toBe(false)
    expect(readFrames(randomBytes(32), bytes).frames).toEqual([])
  })

  it('keeps every whole record wherever it is cut, and continues after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
        rmSync(folder, { recursive: true, force: true })
        write(count)
        const whole = readFileSync(file())
        const cut = HEADER.length + Math.floor((whole.length - HEADER.length) * share)
        writeFileSync(file(), whole.subarray(0, cut))
        const journal = open()
        const kept = journal.found.length
        expect(journal.found).toEqual(Array.from({ length: kept }, (_, n) => gone(n + 1)))
        expect(kept).toBe(Math.floor((count * (cut - HEADER.length)) / (whole.length - HEADER.length) + 1e-9))
        journal.append(gone(99))
        journal.close()
        const again = open()
        expect(again.damage).toBe('none')
        expect(again.found).toEqual([...Array.from({ length: kept }, (_, n) => gone(n + 1)), gone(99)])
        again.close()
      }),
      { numRuns: RUNS, ...seed },
    )
  })

  it('never returns a record that was not written, and loses only damaged ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 3,
        }),
        (hits) => {
          rmSync(folder, { recursive: true, force: true })
          const count = 8
          write(count)
          const bytes = readFileSync(file())
          const frame = (bytes.length - HEADER.length) / count
          const hit = new Set<number>()
          for (const [share, flip] of hits) {
            const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share))
            bytes[at] = (bytes[at] ?? 0) ^ flip
            hit.add(at < HEADER.length ? 0 : Math.floor((at - HEADER.length) / frame) + 1)
          }
          writeFileSync(file(), bytes)
          const journal = open()
          const numbers = journal.found.map((record) => (record.type === 'gone' ? record.deviceSeq : -1))
          // Two hits may undo each other; whatever is given back was written, in order, and only what was hit is
          // missing.
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
          for (let n = 1; n <= count; n++) if (!hit.has(n)) expect(numbers).toContain(n)
          for (const record of journal.found)
            expect(record).toEqual(gone(record.type === 'gone' ? record.deviceSeq : -1))
          journal.close()
          const again = open()
          expect(again.damage).toBe('none')
          expect(again.found).toEqual(journal.found)
          again.close()
        },
      ),
      { numRuns: RUNS, ...seed },
    )
  })

  it('keeps the damaged file beside the mended one', () => {
    write(3)
    const bytes = readFileSync(file())
    bytes[HEADER.length + 40] = (bytes[HEADER.length + 40] ?? 0) ^ 1
    writeFileSync(file(), bytes)
    const journal = open()
    expect(journal.damage).toBe('damaged')
    journal.close()
    expect(readdirSync(folder).sort()).toEqual(['journal.bin', 'journal.bin.damaged-x-1'])
  })

  it.each(['another key', 'every frame flipped', 'no header', 'zeros for a header'] as const)(
    'copies a journal of which no frame opens and never cuts it: %s',
    (how) => {
      write(4)
      const bytes = readFileSync(file())
      const found: Buffer = Buffer.from(bytes)
      if (how === 'every frame flipped')
        for (let at = HEADER.length + 20; at < found.length; at += 40) found[at] = (found[at] ?? 0) ^ 1
      if (how === 'no header') writeFileSync(file(), found.subarray(HEADER.length + 4))
      if (how === 'zeros for a header') found.fill(0, 0, HEADER.length)
      if (how !== 'no header') writeFileSync(file(), found)
      const asFound = readFileSync(file())
      const other = how === 'another key' ? randomBytes(32) : key
      const journal = openJournal({ file: file(), key: other, randomBytes, stamp: () => 'x' })
      expect(journal.damage).toBe(how === 'another key' ? 'foreign' : 'damaged')
      journal.append(gone(9))
      journal.close()
      expect(readFileSync(path.join(folder, 'journal.bin.damaged-x-1'))).toEqual(asFound)
      // A second look with the right key finds what the copy still has.
      const kept = readFrames(key, asFound).frames.length
      expect(kept).toBe({ 'another key': 4, 'every frame flipped': 0, 'no header': 3, 'zeros for a header': 4 }[how])
    },
  )

  it('opens a journal of an earlier version, and gives it the id of its key', () => {
    write(3)
    const early = Buffer.concat([Buffer.from('DES-DESK-JOURNAL-1\n'), readFileSync(file()).subarray(HEADER.length)])
    writeFileSync(file(), early)
    const journal = open()
    expect(journal.damage).toBe('none')
    expect(journal.found).toEqual([1, 2, 3].map(gone))
    journal.close()
    expect(readFileSync(file()).subarray(0, HEADER.length)).toEqual(HEADER)
    expect(readdirSync(folder)).toEqual(['journal.bin'])
  })

  it('takes a record back whole when the disk is full or fails in the middle of it', () => {
    for (const failing of ['write', 'flush'] as const) {
      rmSync(folder, { recursive: true, force: true })
      write(2)
      let broken = true
      const fail = (): never => {
        throw Object.assign(new Error('no'), { code: failing === 'write' ? 'ENOSPC' : 'EIO' })
      }
      const disk: JournalDisk = {
        write: (handle, bytes, position) => {
          realDisk.write(handle, failing === 'write' && broken ? bytes.subarray(0, 20) : bytes, position)
          if (failing === 'write' && broken) fail()
        },
        flush: (handle) => {
          if (failing === 'flush' && broken) {
            broken = false
            fail()
          }
          realDisk.flush(handle)
        },
      }
      const journal = open(disk)
      expect(() => journal.append(gone(3))).toThrow()
      broken = false
      journal.append(gone(4))
      journal.close()
      const again = open()
      expect(again.damage).toBe('none')
      expect(again.found).toEqual([1, 2, 4].map(gone))
      again.close()
    }
  })

  it('undoes an append', () => {
    const journal = open()
    journal.append(gone(1))
    journal.append(gone(2)).undo()
    journal.append(gone(3))
    expect(journal.read()).toEqual([1, 3].map(gone))
    journal.close()
  })
})
