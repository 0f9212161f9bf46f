import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listRendererFiles, type RendererFiles } from '../src/desk/hosts/page/renderer-files.ts'
import { answerAppRequest } from './app-protocol.ts'

describe('the app:// scheme', () => {
  let root = ''
  let files: RendererFiles
  const known = 'a'.repeat(64)
  const desk = {
    getBytes: (sha256: string) =>
      Promise.resolve(
        sha256 === known
          ? { ok: true, value: { bytes: new Uint8Array([1, 2]), mediaType: 'image/png' } }
          : { ok: false, problem: { code: 'attachment.unknown', details: {} } },
      ),
  }
  const ask = (address: string) => answerAppRequest(address, files, desk)

  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'des-app-'))
    mkdirSync(path.join(root, 'renderer'))
    writeFileSync(path.join(root, 'renderer', 'index.html'), '<!doctype html>')
    writeFileSync(path.join(root, 'renderer', 'main.js'), 'export {}')
    writeFileSync(path.join(root, 'secret.json'), '{}')
    files = await listRendererFiles(path.join(root, 'renderer'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('serves the renderer with its content security policy', async () => {
    const page = await ask('app://desk/')
    expect(page.status).toBe(200)
    expect(await page.text()).toBe('<!doctype html>')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await ask('app://desk/main.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    '../secret.json',
    '%2e%2e/secret.json',
    '..%2fsecret.json',
    '%00.json',
    '%',
    'none.js',
    'constructor',
    '__proto__',
  ])('serves nothing for %s', async (path) => {
    expect((await ask(`app://desk/${path}`)).status).toBe(404)
  })

  it('serves one host only', async () => {
    expect((await ask('app://other/')).status).toBe(404)
  })

  it('serves bytes of the desk and forbids storing them', async () => {
    const answer = await ask(`app://desk/desk/bytes/${known}`)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([1, 2]))
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await ask(`app://desk/desk/bytes/${'b'.repeat(64)}`)).status).toBe(404)
  })
})
