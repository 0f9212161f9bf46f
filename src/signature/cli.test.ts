import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { signedForm } from './testing/signed-form.ts'
import { createTestSigner } from './testing/test-signer.ts'
import { nameFor } from './trusted-list/storage.ts'
import { bodies, formDocument, numbers as n, updated } from './testing/form-document.ts'

const folder = mkdtempSync(join(tmpdir(), 'des-validate-'))
const place = (name: string) => join(folder, name)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
beforeAll(async () => {
  const signer = await createTestSigner()
  const signed = await signedForm(signer)
  writeFileSync(place('semnat.pdf'), signed)
  writeFileSync(place('modificat.pdf'), updated(signed, [n.content, bodies.content('altceva')]))
  writeFileSync(place('nesemnat.pdf'), formDocument())
  writeFileSync(place('anchor.der'), signer.certificate)
})

interface Answer {
  code: number
  lines: string[]
  problems: string[]
}

/** Runs a command as npm does, on the Node that runs the tests. */
function command(script: string, args: readonly string[]): Promise<Answer> {
  const linesOf = (text: string) => text.split('\n').filter((line) => line !== '')
  return new Promise((resolve) => {
    execFile(process.execPath, [new URL(script, import.meta.url).pathname, ...args], (fault, stdout, stderr) => {
      resolve({ code: fault ? Number(fault.code) : 0, lines: linesOf(stdout), problems: linesOf(stderr) })
    })
  })
}

const run = (...args: string[]) => command('./cli.ts', args)

const lineSchema = z.object({
  file: z.string(),
  verdict: z.enum(['valid', 'valid-warn', 'tampered', 'invalid', 'indeterminate', 'no-signature', 'error']),
  ms: z.number(),
  signers: z.object({ persons: z.number(), seals: z.number(), timeStamps: z.number(), unknown: z.number() }),
  signatures: z.array(
    z.object({
      field: z.string(),
      integrity: z.string(),
      coverage: z.string(),
      modifications: z.array(z.object({ revision: z.number(), level: z.string(), what: z.string() })),
      indication: z.enum(['TOTAL_PASSED', 'TOTAL_FAILED', 'INDETERMINATE']),
      subIndication: z.string().nullable(),
      qualification: z.string(),
      level: z.string(),
      algorithm: z.string(),
      signer: z.object({ kind: z.string(), name: z.string(), cnp: z.string().optional() }),
      claimedTime: z.string().optional(),
      bestTime: z.string().optional(),
      warnings: z.array(z.string()),
    }),
  ),
})

describe('npm run validate', () => {
  it('prints one object a line, as specified, and exits with 0 when every file got a verdict', async () => {
    const { code, lines } = await run(
      '--json',
      '--no-network',
      place('semnat.pdf'),
      place('modificat.pdf'),
      place('nesemnat.pdf'),
    )
    const objects = lines.map((line) => lineSchema.parse(JSON.parse(line)))
    expect(code).toBe(0)
    expect(objects.map(({ file, verdict }) => [file, verdict])).toEqual([
      [place('semnat.pdf'), 'valid'],
      [place('modificat.pdf'), 'tampered'],
      [place('nesemnat.pdf'), 'no-signature'],
    ])
    expect(objects.map(({ signers }) => signers.unknown)).toEqual([1, 0, 0])
    expect(objects[1]?.signatures[0]?.modifications).toContainEqual(
      expect.objectContaining({ revision: 1, level: 'forbidden', what: 'page-content' }),
    )
  }, 30_000)

  it('takes anchors from a folder and a moment', async () => {
    const { lines } = await run(
      '--json',
      '--no-network',
      '--anchors',
      folder,
      '--at',
      '2026-11-23T10:00:00Z',
      place('semnat.pdf'),
    )
    expect(lineSchema.parse(JSON.parse(lines[0] ?? '')).signatures[0]).toMatchObject({
      indication: 'TOTAL_PASSED',
      bestTime: '2026-11-23T10:00:00.000Z',
      signer: { name: 'Ana Maria POPESCU' },
    })
  }, 30_000)

  it('speaks in sentences without --json, Romanian unless asked otherwise', async () => {
    expect((await run('--no-network', place('modificat.pdf'))).lines[0]).toMatch(/modificat după semnare/)
    expect((await run('--no-network', '--lang', 'en', place('modificat.pdf'))).lines[0]).toMatch(
      /changed after signing/,
    )
    expect((await run('--no-network', '--lang', 'en', place('semnat.pdf'))).lines[0]).toMatch(/by persons: 0, .*: 1\.$/)
  }, 30_000)

  it('exits with 1 for a file that cannot be read, and with 2 for arguments that make no sense', async () => {
    expect((await run('--json', place('lipseste.pdf'))).code).toBe(1)
    expect((await run('--json')).code).toBe(2)
    expect((await run('--at', 'ieri', place('semnat.pdf'))).code).toBe(2)
  }, 30_000)
})

describe('npm run trusted-lists', () => {
  const lists = (...args: string[]) => command('./trusted-list/cli.ts', args)

  it('says what is missing, without the network', async () => {
    expect(await lists('--offline', '--store', place('empty'))).toMatchObject({ code: 1, lines: ['EU   missing'] })
    expect((await lists()).code).toBe(2)
  }, 30_000)

  it('trusts nothing because it lies in the folder, and validation says so', async () => {
    const store = place('store')
    mkdirSync(store)
    const location = 'https://ec.europa.eu/tools/lotl/eu-lotl.xml'
    writeFileSync(join(store, nameFor('EU', location)), '<TrustServiceStatusList/>')
    writeFileSync(
      join(store, 'index.json'),
      JSON.stringify({
        version: 1,
        entries: [{ name: nameFor('EU', location), location, territory: 'EU', fetchedAt: '2026-11-23T10:00:00.000Z' }],
      }),
    )
    const { code, lines } = await lists('--offline', '--only', 'ro', '--store', store)
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringMatching(/^EU {3}refused/)])
    const validated = await run('--json', '--no-network', '--store', store, place('semnat.pdf'))
    expect(validated.problems).toContain('EU: refused')
    expect(lineSchema.parse(JSON.parse(validated.lines[0] ?? ''))).toMatchObject({
      verdict: 'valid',
      signatures: [{ indication: 'INDETERMINATE' }],
    })
  }, 30_000)
})
