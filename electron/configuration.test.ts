import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from './configuration.ts'

describe('the configuration of a workstation', () => {
  let userData = ''
  beforeEach(() => (userData = mkdtempSync(path.join(tmpdir(), 'des-config-'))))
  afterEach(() => rmSync(userData, { recursive: true, force: true }))

  it('is read from the command line, which also holds options of the runtime', () => {
    expect(
      readConfiguration(
        ['--no-sandbox', '--central', 'http://127.0.0.1:4000', '--data', 'x', '--enrolment', 'ABC'],
        userData,
      ),
    ).toMatchObject({ centralUrl: 'http://127.0.0.1:4000', dataDir: 'x', enrolmentCode: 'ABC' })
  })

  it('is read from the administrator’s desk.json', () => {
    writeFileSync(
      path.join(userData, 'desk.json'),
      JSON.stringify({ centralUrl: 'https://des.example.test', deskName: 'Ghișeul 3' }),
    )
    expect(readConfiguration([], userData)).toMatchObject({
      centralUrl: 'https://des.example.test',
      deskName: 'Ghișeul 3',
      enrolmentCode: null,
      dataDir: path.join(userData, 'desk'),
    })
  })

  it.each([[''], ['{'], ['{"centralUrl": 4}'], ['[]'], ['{"deskName": "x"}']])(
    'is refused with the reason where desk.json holds %j',
    (content) => {
      writeFileSync(path.join(userData, 'desk.json'), content)
      expect(() => readConfiguration([], userData)).toThrow(/desk\.json cannot be read/)
    },
  )

  it('is refused with the reason where desk.json is missing', () => {
    expect(() => readConfiguration([], userData)).toThrow(/no configuration/)
  })
})
