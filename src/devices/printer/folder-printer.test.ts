import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { printerConfiguration, printerFrom } from './configuration.ts'
import { folderPrinter } from './folder-printer.ts'

const pdf = Buffer.from('%PDF-1.7 paper')
const now = () => new Date('2026-11-23T08:05:00Z')
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'des-folder-printer-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('a folder as a printer', () => {
  it('creates the folder and writes the whole paper and no other file', async () => {
    const printer = folderPrinter({ name: 'Dosar', folder: path.join(folder, 'hârtii'), now })
    expect(await printer.state()).toEqual({ ready: true, reasons: [] })
    expect(await printer.print(pdf, { jobName: 'Recipisă 12345/23.11.2026' })).toEqual({
      ok: true,
      value: { jobId: '20261123T080500 Recipisă 12345-23.11.2026.pdf', state: 'printed' },
    })
    expect(await readdir(path.join(folder, 'hârtii'))).toEqual(['20261123T080500 Recipisă 12345-23.11.2026.pdf'])
    expect(await readFile(path.join(folder, 'hârtii', '20261123T080500 Recipisă 12345-23.11.2026.pdf'))).toEqual(pdf)
  })
  it('never replaces a file: thirty prints in one second are thirty files', async () => {
    const printer = folderPrinter({ name: 'Dosar', folder, now })
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, n) => printer.print(Buffer.from(`paper ${n}`), { jobName: 'Dovadă' })),
    )
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    const files = await readdir(folder)
    expect(files).toHaveLength(30)
    const contents = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
    expect(new Set(contents).size).toBe(30)
  })
  it('writes into its folder only, whatever the name of the job', async () => {
    const printer = folderPrinter({ name: 'Dosar', folder, now })
    for (const jobName of ['../../etc/passwd', '..', '/', '', '\0', 'a'.repeat(500)])
      expect((await printer.print(pdf, { jobName })).ok).toBe(true)
    expect(await readdir(folder)).toHaveLength(6)
  })
  it('reports that it cannot write', async () => {
    await writeFile(path.join(folder, 'file'), '')
    const printer = folderPrinter({ name: 'Dosar', folder: path.join(folder, 'file', 'under'), now })
    expect(await printer.state()).toEqual({ ready: false, reasons: ['folder-not-writable'] })
    expect(await printer.print(pdf, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.failed', details: { reason: 'folder-not-writable' } },
    })
  })
})

describe('the printer of a desk', () => {
  it('is made from the configuration', async () => {
    expect(printerFrom({ kind: 'folder', name: 'Dosar', folder }, now)).toMatchObject({ kind: 'folder', name: 'Dosar' })
    expect(printerFrom({ kind: 'ipp', name: 'Ghișeul 3', uri: 'ipp://localhost/printers/g3' }, now)).toMatchObject({
      kind: 'ipp',
      name: 'Ghișeul 3',
    })
    expect(await printerFrom({ kind: 'none' }, now).print(pdf, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.none', details: {} },
    })
  })
  it('is refused with an address that cannot be a printer', () => {
    for (const uri of ['file:///etc/passwd', 'javascript:alert(1)', 'x'])
      expect(printerConfiguration.safeParse({ kind: 'ipp', name: 'x', uri }).success).toBe(false)
    expect(printerConfiguration.safeParse({ kind: 'ipp', name: 'x', uri: 'ipp://10.0.0.5/ipp/print' }).success).toBe(
      true,
    )
  })
})
