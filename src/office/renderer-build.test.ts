import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ensureRenderer } from './renderer-build.ts'

it('makes a production build of the screens, even when a test runner starts it', { timeout: 120_000 }, async () => {
  expect(process.env['NODE_ENV']).not.toBe('production')
  const { folder } = await ensureRenderer(path.resolve(import.meta.dirname, '../..'), () => undefined)
  const scripts = readdirSync(path.join(folder, 'assets')).filter((name) => /^index-.*\.js$/.test(name))
  expect(scripts.length).toBeGreaterThan(0)
  // Only the development build of React contains this text.
  for (const name of scripts)
    expect(readFileSync(path.join(folder, 'assets', name), 'utf8')).not.toContain('Download the React DevTools')
})
