import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'des-read-page-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...args: string[]): Promise<{ status: number; printed: Record<string, unknown>[]; errorOutput: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) => {
      resolve({
        status: error === null ? 0 : Number(error.code),
        printed: stdout
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .map((line) => JSON.parse(line) as Record<string, unknown>),
        errorOutput: stderr,
      })
    })
  })

describe('read-page', () => {
  it('prints its usage and exits with 2 for wrong arguments', { timeout: 60_000 }, async () => {
    for (const args of [[], ['--no-such-option', 'x.png'], ['--today'], ['--today', '2026-02-30', 'x.png']]) {
      const { status, errorOutput } = await run(...args)
      expect([args, status]).toEqual([args, 2])
      expect(errorOutput).toMatch(/^npm run -s read-page/)
    }
  })
  it('prints one line per page, and exits with 1 when a page was not read', { timeout: 60_000 }, async () => {
    const at = (name: string) => path.join(folder, name)
    const blank = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fff' } })
      .tiff()
      .toBuffer()
    writeFileSync(at('blank.tif'), blank)
    writeFileSync(at('empty.png'), '')
    writeFileSync(
      at('photo.heic'),
      Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(4000, 7)]),
    )
    const { status, printed } = await run('--json', at('blank.tif'), at('empty.png'), at('photo.heic'), at('none.png'))
    expect(status).toBe(1)
    expect(printed).toMatchObject([
      { file: at('blank.tif'), page: 1, form: null, obstacle: null, values: [] },
      { problem: { code: 'scan.empty' } },
      { problem: { code: 'scan.not-supported' } },
      { problem: { code: 'file.missing' } },
    ])
    expect((await run('--json', at('blank.tif'))).status).toBe(0)
  })
})
