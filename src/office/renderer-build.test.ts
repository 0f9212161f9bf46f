import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ensureRenderer, SOURCES } from './renderer-build.ts'

it('makes a production build of the screens, even when a test runner starts it', { timeout: 120_000 }, async () => {
  expect(process.env['NODE_ENV']).not.toBe('production')
  const { folder } = await ensureRenderer(path.resolve(import.meta.dirname, '../..'), () => undefined)
  const scripts = readdirSync(path.join(folder, 'assets')).filter((name) => /^index-.*\.js$/.test(name))
  expect(scripts.length).toBeGreaterThan(0)
  // Only the development build of React contains this text.
  for (const name of scripts)
    expect(readFileSync(path.join(folder, 'assets', name), 'utf8')).not.toContain('Download the React DevTools')
})

it('builds the screens again when any room that they may import has changed', () => {
  const layers = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    forbidden: { name: string; to: { pathNot?: unknown } }[]
  }
  const allowed = layers.forbidden.find(({ name }) => name === 'renderer-arrows')?.to.pathNot as string[]
  const rooms = allowed.map((pattern) => pattern.slice(1, -1))
  expect(rooms).toContain('src/domain')
  expect(SOURCES).toEqual(expect.arrayContaining(rooms))
})
