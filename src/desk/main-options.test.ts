import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDeskOptions } from './main-options.ts'

const parse = (...words: string[]) => parseDeskOptions(words, '/app')
const NEEDED = ['--data', '/d', '--central', 'http://127.0.0.1:8443']

describe('the words of a desk', () => {
  it('need a folder and a central store', () => {
    expect(parse()).toMatchObject({ ok: false })
    expect(parse('--data', '/d')).toMatchObject({ ok: false })
    expect(parse(...NEEDED)).toMatchObject({
      ok: true,
      value: { data: path.resolve('/d'), port: 0, enrolment: undefined, renderer: path.resolve('/app/dist/renderer') },
    })
  })
  it('name a printer: a folder of the desk unless told otherwise', () => {
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
  it.each([
    [['--port', '70000']],
    [['--port', 'x']],
    [['--central', 'file:///x']],
    [['--printer', 'lpt1']],
    [['--printer', 'file:///etc']],
    [['--nothing']],
    [['stray']],
  ])('refuse %j in one line', (words) => {
    const parsed = parse(...NEEDED, ...words)
    expect(parsed.ok).toBe(false)
    expect(parsed.ok ? '' : parsed.line).toMatch(/^[^\n]*\w+[^\n]*$/)
  })
})
