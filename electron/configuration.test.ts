import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from './configuration.ts'

describe('where a workstation finds its central store', () => {
  let userData = ''
  beforeEach(() => (userData = mkdtempSync(path.join(tmpdir(), 'des-config-'))))
  afterEach(() => rmSync(userData, { recursive: true, force: true }))

  it('is told on the command line, among words of the runtime’s own', () => {
    expect(
      readConfiguration(
        ['--no-sandbox', '--central', 'http://127.0.0.1:4000', '--data', 'x', '--enrolment', 'ABC'],
        userData,
      ),
    ).toMatchObject({ centralUrl: 'http://127.0.0.1:4000', dataDir: 'x', enrolmentCode: 'ABC' })
  })

  it('is told by a file an administrator wrote', () => {
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
    'says in one line what is wrong with %j',
    (content) => {
      writeFileSync(path.join(userData, 'desk.json'), content)
      expect(() => readConfiguration([], userData)).toThrow(/desk\.json cannot be read/)
    },
  )

  it('says in one line what is missing', () => {
    expect(() => readConfiguration([], userData)).toThrow(/no configuration/)
  })
})
