import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'des-form-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fill = (values: string): Promise<{ status: number; errorOutput: string }> =>
  new Promise((resolve) => {
    const file = path.join(folder, 'values.json')
    writeFileSync(file, values)
    execFile(process.execPath, [MAIN, '--fill', file, path.join(folder, 'out.pdf')], (error, _, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), errorOutput: stderr.trim() })
    })
  })

it('reports invalid values in one line and writes no file', { timeout: 60_000 }, async () => {
  for (const [values, status, why] of [
    ['{"form": "ANON", "values": {', 2, /values\.json: not JSON$/],
    ['{"form": "NONE", "values": {"titular.nume": 1}}', 2, /form: .*values\.titular\.nume: /],
    ['{"form": "ANON", "values": {"titular.cnp": "x"}}', 1, /"input\.invalid"/],
  ] as const) {
    const result = await fill(values)
    expect([values, result.status]).toEqual([values, status])
    expect(result.errorOutput).toMatch(why)
    expect(result.errorOutput.split('\n')).toHaveLength(1)
  }
  expect(existsSync(path.join(folder, 'out.pdf'))).toBe(false)
  expect(
    await fill(JSON.stringify({ form: 'ANON', values: { 'titular.nume': 'W'.repeat(80), 'titular.prenume': 'Ana' } })),
  ).toEqual({ status: 0, errorOutput: 'too long for its lines, left out: titular.nume' })
})
