import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from './configuration.ts'

describe('the configuration of a workstation', () => {
  let userData = ''
  const write = (name: string, content: string) => {
    writeFileSync(path.join(userData, name), content)
    return path.join(userData, name)
  }
  const read = (argv: string[] = [], packaged = true) => readConfiguration({ argv, userData, packaged })
  beforeEach(() => (userData = mkdtempSync(path.join(tmpdir(), 'des-config-'))))
  afterEach(() => rmSync(userData, { recursive: true, force: true }))

  it('is read from the administrator’s desk.json', () => {
    write('desk.json', JSON.stringify({ centralUrl: 'https://des.example.test', deskName: 'Ghișeul 3' }))
    expect(read()).toEqual({
      centralUrl: 'https://des.example.test',
      deskName: 'Ghișeul 3',
      enrolmentCode: null,
      printer: '',
      dataDir: path.join(userData, 'desk'),
    })
  })

  it('is read from the file that the command line names, in an application that is not packaged', () => {
    const file = write(
      'office.json',
      JSON.stringify({ centralUrl: 'http://127.0.0.1:4000', dataDir: 'x', enrolmentCode: 'ABC' }),
    )
    expect(read(['--no-sandbox', '--configuration', file], false)).toMatchObject({
      centralUrl: 'http://127.0.0.1:4000',
      dataDir: 'x',
      enrolmentCode: 'ABC',
    })
  })

  it('is never taken from the command line of a packaged application', () => {
    const elsewhere = write('elsewhere.json', JSON.stringify({ centralUrl: 'https://elsewhere.example.test' }))
    const argv = ['--configuration', elsewhere, '--central', 'https://elsewhere.example.test', '--data', 'y']
    expect(() => read(argv)).toThrow(/no configuration/)
    write('desk.json', JSON.stringify({ centralUrl: 'https://des.example.test' }))
    expect(read(argv)).toEqual(read())
  })

  it('takes no single value from a command line, packaged or not', () => {
    write('desk.json', JSON.stringify({ centralUrl: 'https://des.example.test' }))
    const argv = [
      '--central',
      'http://127.0.0.1:1',
      '--data',
      'y',
      '--enrolment',
      'ABC',
      '--name',
      'N',
      '--printer',
      'none',
    ]
    for (const packaged of [true, false]) expect(read(argv, packaged)).toEqual(read())
  })

  it('is refused in words where the address of the central store is not encrypted', () => {
    write('desk.json', JSON.stringify({ centralUrl: 'http://des.example.test' }))
    expect(() => read()).toThrow(/centralUrl: .*https:\/\/HOST/)
  })

  it.each([[''], ['{'], ['{"centralUrl": 4}'], ['[]'], ['{"deskName": "x"}']])(
    'is refused with the reason where desk.json holds %j',
    (content) => {
      write('desk.json', content)
      expect(() => read()).toThrow(/desk\.json cannot be read/)
    },
  )

  it('is refused with the reason where desk.json is missing', () => {
    expect(() => read()).toThrow(/no configuration/)
  })
})
