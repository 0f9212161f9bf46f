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

const run = (...words: string[]): Promise<{ status: number; said: Record<string, unknown>[]; complaint: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...words], (error, stdout, stderr) => {
      resolve({
        status: error === null ? 0 : Number(error.code),
        said: stdout
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .map((line) => JSON.parse(line) as Record<string, unknown>),
        complaint: stderr,
      })
    })
  })

describe('read-page', () => {
  it('asked wrongly, says how it is asked and ends with 2', { timeout: 60_000 }, async () => {
    for (const words of [[], ['--no-such-option', 'x.png'], ['--today'], ['--today', '2026-02-30', 'x.png']]) {
      const { status, complaint } = await run(...words)
      expect([words, status]).toEqual([words, 2])
      expect(complaint).toMatch(/^npm run -s read-page/)
    }
  })
  it('tells each file, page by page, and ends with 1 when one of them was not read', { timeout: 60_000 }, async () => {
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
    const { status, said } = await run('--json', at('blank.tif'), at('empty.png'), at('photo.heic'), at('none.png'))
    expect(status).toBe(1)
    expect(said).toMatchObject([
      { file: at('blank.tif'), page: 1, form: null, obstacle: null, values: [] },
      { problem: { code: 'scan.empty' } },
      { problem: { code: 'scan.not-supported' } },
      { problem: { code: 'file.missing' } },
    ])
    expect((await run('--json', at('blank.tif'))).status).toBe(0)
  })
})
