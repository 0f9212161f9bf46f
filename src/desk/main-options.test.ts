import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDeskOptions } from './main-options.ts'

const parse = (...args: string[]) => parseDeskOptions(args, '/app')
const NEEDED = ['--data', '/d', '--central', 'http://127.0.0.1:8443']

describe('the command line of a desk', () => {
  it('needs a folder and a central store', () => {
    expect(parse()).toMatchObject({ ok: false })
    expect(parse('--data', '/d')).toMatchObject({ ok: false })
    expect(parse(...NEEDED)).toMatchObject({
      ok: true,
      value: { data: path.resolve('/d'), port: 0, enrolment: undefined, renderer: path.resolve('/app/dist/renderer') },
    })
  })
  it('names a printer, by default a folder of the desk', () => {
    expect(parse(...NEEDED)).toMatchObject({
      value: { printer: { kind: 'folder', folder: path.resolve('/d/printed') } },
    })
    expect(parse(...NEEDED, '--printer', 'folder:/out')).toMatchObject({
      value: { printer: { kind: 'folder', folder: '/out' } },
    })
    expect(parse(...NEEDED, '--printer', 'ipp://printer.local/ipp/print')).toMatchObject({
      value: { printer: { kind: 'ipp' } },
    })
    expect(parse(...NEEDED, '--printer', 'none')).toMatchObject({ value: { printer: { kind: 'none' } } })
  })
  it('reads the enrolment code from a file, never from the command line', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'des-options-'))
    const file = path.join(folder, 'code')
    writeFileSync(file, 'ABCD-EFGH\n')
    expect(parse(...NEEDED, '--enrolment-file', file)).toMatchObject({ ok: true, value: { enrolment: 'ABCD-EFGH' } })
    writeFileSync(file, ' \n')
    expect(parse(...NEEDED, '--enrolment-file', file)).toMatchObject({ ok: false })
    rmSync(folder, { recursive: true })
  })
  it.each([
    [['--port', '70000']],
    [['--port', 'x']],
    [['--central', 'file:///x']],
    [['--enrolment', 'ABCD']],
    [['--enrolment-file', '/no/such/file']],
    [['--printer', 'lpt1']],
    [['--printer', 'file:///etc']],
    [['--nothing']],
    [['stray']],
  ])('refuses %j in one line', (args) => {
    const parsed = parse(...NEEDED, ...args)
    expect(parsed.ok).toBe(false)
    expect(parsed.ok ? '' : parsed.line).toMatch(/^[^\n]*\w+[^\n]*$/)
  })
})
