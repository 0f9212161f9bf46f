/** Every kind of entry that the central store writes has words, and can be found by one of the groups. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { KIND_GROUPS } from './kinds.ts'
import { auditWords } from './words.ts'

const LITERAL =
  /(?:action: |audited\((?:\w+, )?)'([a-z-]+(?:\.[a-z-]+)?)'|\? '([a-z-]+\.[a-z-]+)' : '([a-z-]+\.[a-z-]+)'/g
/** Kinds that are put together: `device.${state}`, `${kind}.executed`. */
const COMPOSED = [
  ...['active', 'frozen', 'revoked'].map((state) => `device.${state}`),
  ...['anonymise', 'revert'].map((kind) => `${kind}.executed`),
]
const written = new Set([
  ...COMPOSED,
  ...globSync('src/central/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .filter((code) => code.includes('audited('))
    .flatMap((code) => [...code.matchAll(LITERAL)].flatMap(([, ...kinds]) => kinds.filter(Boolean))),
])

test('the kinds are found in the code', () => {
  expect(written.size).toBeGreaterThan(25)
  expect([...written]).toEqual(expect.arrayContaining(['login', 'login.while-locked', 'logout', 'numbers.leased']))
})

test.each([...written].toSorted())('%s has words', (kind) => {
  expect(Object.keys(auditWords.ro)).toContain(`kind.${kind}`)
  expect(KIND_GROUPS as readonly string[]).toContain(kind.replace(/\..*/, ''))
})
