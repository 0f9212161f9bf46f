import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createBudget, defaultLimits } from '../budget.ts'
import { openDocument, type PdfDocument } from '../document.ts'
import { isStream, isString } from '../objects.ts'
import { rc4 } from './rc4.ts'
import { formDocument, numbers as n } from '../../testing/form-document.ts'

describe('RC4', () => {
  it.each([
    ['Key', 'Plaintext', 'bbf316e8d940af0ad3'],
    ['Wiki', 'pedia', '1021bf0420'],
    ['Secret', 'Attack at dawn', '45a01f645fc35b383552544b9bf5'],
  ])('%s', (key, plain, expected) => {
    expect(Buffer.from(rc4(Buffer.from(key), Buffer.from(plain))).toString('hex')).toBe(expected)
  })
})

const installed = spawnSync('qpdf', ['--version']).error === undefined
const folder = mkdtempSync(join(tmpdir(), 'des-encryption-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const ciphers = [
  ['RC4 40', ['40', '--allow-weak-crypto']],
  ['RC4 128', ['128', '--use-aes=n', '--allow-weak-crypto']],
  ['AES 128', ['128', '--use-aes=y', '--allow-weak-crypto']],
  ['AES 256', ['256']],
] as [string, string[]][]

/** The form, encrypted by qpdf, so that not our own code says what is right. */
function encrypted([bits, ...flags]: readonly string[], user: string, owner: string): Buffer {
  const plain = join(folder, 'plain.pdf')
  const out = join(folder, 'encrypted.pdf')
  writeFileSync(plain, formDocument())
  const global = flags.filter((flag: string) => flag === '--allow-weak-crypto')
  execFileSync(
    'qpdf',
    [
      '--warning-exit-0',
      ...global,
      '--encrypt',
      user,
      owner,
      bits ?? '256',
      ...flags.filter((flag) => !global.some((other) => other === flag)),
      '--',
      plain,
      out,
    ],
    { stdio: 'pipe' },
  )
  return readFileSync(out)
}

const open = (bytes: Uint8Array, password: string): PdfDocument => {
  const opened = openDocument(bytes, { budget: createBudget(defaultLimits), password })
  if (!opened.ok) throw new Error(opened.fault)
  return opened.document
}

/** What the first text field holds, and the content of the page. */
function contentOf(document: PdfDocument): string {
  const form = document.entry(document.entry(document.trailer, 'Root'), 'AcroForm')
  const fields = document.entry(form, 'Fields')
  const value =
    typeof fields === 'object' && fields?.type === 'array'
      ? document.entry(document.resolve(fields.items[0]), 'V')
      : null
  const kids = document.entry(document.entry(document.entry(document.trailer, 'Root'), 'Pages'), 'Kids')
  const content =
    typeof kids === 'object' && kids?.type === 'array'
      ? document.entry(document.resolve(kids.items[0]), 'Contents')
      : null
  return `${isString(value) ? Buffer.from(value.bytes).toString('latin1') : ''} ${isStream(content) ? Buffer.from(document.decodedBytes(content) ?? []).toString('latin1') : ''}`
}

describe.skipIf(!installed)(
  `the standard security handler${installed ? '' : ' (not run: qpdf is not installed)'}`,
  () => {
    it.each(ciphers)('%s opens with the empty, the user and the owner password, and with no other', (_, flags) => {
      expect(contentOf(open(encrypted(flags, '', 'stapan'), ''))).toMatch(/2850615220019.*anonimizarea/s)
      const both = encrypted(flags, 'cititor', 'stapan')
      for (const password of ['cititor', 'stapan'])
        expect(contentOf(open(both, password))).toMatch(/2850615220019.*anonimizarea/s)
      expect(open(both, 'altul').locked).toBe(true)
      expect(contentOf(open(both, 'altul'))).not.toContain('anonimizarea')
    })

    it('leaves objects inside object streams alone: the stream was encrypted', () => {
      const file = join(folder, 'streams.pdf')
      writeFileSync(file, encrypted(['256'], '', 'stapan'))
      const out = join(folder, 'streams-out.pdf')
      execFileSync('qpdf', ['--warning-exit-0', '--object-streams=generate', file, out], { stdio: 'pipe' })
      expect(contentOf(open(readFileSync(out), ''))).toContain('2850615220019')
    })
  },
)

it('numbers of the form are those of the tests', () => {
  expect(n.content).toBe(4)
})
