import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

test('every code name of the glossary is a word of the sources', () => {
  const names = [...readFileSync('docs/glossary.md', 'utf8').matchAll(/^\|[^|]*\| `([^`]+)` \|/gm)].map(
    ([, name]) => name ?? '',
  )
  expect(names.length).toBeGreaterThan(20)
  const words = new Set<string>()
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.ts') && !file.endsWith('.test.ts'))
      for (const [word] of readFileSync(path.join('src', file), 'utf8').matchAll(/[A-Za-z_][\w-]*/g)) words.add(word)
  expect(names.filter((name) => !words.has(name))).toEqual([])
})
