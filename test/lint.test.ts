/** Plants one violation of each lint rule in a temporary project and checks that the linter finds it. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lint, type Finding } from './support/lint/run-lint.ts'
import knownPlaces from './support/lint/known-places.json' with { type: 'json' }

const long = (lines: number) => `{\n${'  void 0\n'.repeat(lines - 2)}}`
const breaches: Record<string, { code: string; rule: string }> = {
  'src/desk/long.ts': { code: `export function long() ${long(81)}`, rule: 'house(short-functions)' },
  'src/desk/long.test.ts': { code: `it('is long', () => ${long(81)})`, rule: 'house(short-functions)' },
  'src/desk/wide.ts': { code: `export const wide = ${'1 + '.repeat(40)}1`, rule: 'house(short-lines)' },
  'src/desk/comment.ts': { code: `// ${'far '.repeat(40)}`, rule: 'house(short-lines)' },
  'src/desk/ternary.ts': {
    code: 'export const t = (a: number) => (a > 3 ? 1 : a > 2 ? 2 : a > 1 ? 3 : 4)',
    rule: 'house(shallow-ternaries)',
  },
  'src/domain/moment.ts': { code: 'export const now = () => new Date()', rule: 'house(no-current-moment)' },
  'src/domain/now.ts': { code: 'export const now = () => Date.now()', rule: 'eslint(no-restricted-properties)' },
  'src/domain/random.ts': { code: 'export const one = () => Math.random()', rule: 'eslint(no-restricted-properties)' },
  'src/domain/fetch.ts': { code: "export const got = () => fetch('/')", rule: 'eslint(no-restricted-globals)' },
  'src/desk/any.ts': { code: 'export const any = (value: any) => value', rule: 'typescript(no-explicit-any)' },
  'src/desk/sure.ts': {
    code: 'export const sure = (value?: string) => value!',
    rule: 'typescript(no-non-null-assertion)',
  },
  'src/desk/unused.ts': { code: 'const unused = 1', rule: 'eslint(no-unused-vars)' },
  'src/desk/equal.ts': { code: 'export const equal = (a: unknown) => a == 1', rule: 'eslint(eqeqeq)' },
  'src/desk/console.ts': { code: "console.log('x')", rule: 'eslint(no-console)' },
  'src/desk/type.ts': {
    code: "import { Buffer } from 'node:buffer'\nexport type B = Buffer",
    rule: 'typescript(consistent-type-imports)',
  },
  'src/desk/lost-cause.ts': {
    code: "export const f = () => {\n  try {\n    return 1\n  } catch (e) {\n    throw new Error('lost')\n  }\n}",
    rule: 'eslint(preserve-caught-error)',
  },
  'renderer/hooks.tsx': {
    code: "import { useState } from 'react'\nexport const A = ({ on }: { on: boolean }) => {\n  if (on) useState(1)\n  return null\n}",
    rule: 'react-hooks(rules-of-hooks)',
  },
  'renderer/effect.tsx': {
    code: "import { useEffect } from 'react'\nexport const A = ({ on }: { on: () => void }) => {\n  useEffect(() => on(), [])\n  return null\n}",
    rule: 'react-hooks(exhaustive-deps)',
  },
  'renderer/refs.tsx': {
    code: "import { useRef } from 'react'\nexport const A = () => {\n  const at = useRef(1)\n  return <p>{at.current}</p>\n}",
    rule: 'refs',
  },
}
/** Code that is close to a violation but allowed. */
const allowed: Record<string, string> = {
  'src/desk/group.test.ts': `describe.skipIf(false)('a group', () => ${long(200)})`,
  'src/desk/commented.ts': `export function short() {\n${'  // why\n\n'.repeat(90)}}`,
  'src/desk/words.ts': `export const words = '${'word '.repeat(40)}'`,
  'src/desk/choice.ts': 'export const t = (a: number) => (a > 2 ? 1 : a > 1 ? 2 : 3)',
  'src/domain/given.ts': 'export const at = (moment: string) => new Date(moment)',
  'src/office/console.ts': "console.log('x')",
}

describe('the linter', () => {
  let house = ''
  let findings: readonly Finding[] = []
  beforeAll(() => {
    house = mkdtempSync(path.join(tmpdir(), 'des-lint-'))
    const sources = Object.entries({
      ...allowed,
      ...Object.fromEntries(Object.entries(breaches).map(([f, b]) => [f, b.code])),
    })
    for (const [file, code] of sources) {
      mkdirSync(path.dirname(path.join(house, file)), { recursive: true })
      writeFileSync(path.join(house, file), `${code}\n`)
    }
    copyFileSync('.oxlintrc.json', path.join(house, '.oxlintrc.json'))
    cpSync('test/support/lint', path.join(house, 'test/support/lint'), { recursive: true })
    symlinkSync(path.resolve('node_modules'), path.join(house, 'node_modules'))
    findings = lint(house)
  })
  afterAll(() => rmSync(house, { recursive: true, force: true }))

  it.each(Object.entries(breaches))('finds the violation in %s', (file, { rule }) => {
    const found = findings.filter(({ filename }) => filename === file).map(({ code }) => code)
    expect(
      found.some((code) => code.includes(rule)),
      found.join(', '),
    ).toBe(true)
  })
  it.each(Object.keys(allowed))('allows %s', (file) => {
    expect(findings.filter(({ filename }) => filename === file)).toEqual([])
  })
  it('lists a known place with no more findings than it still has, and its reason', () => {
    const counted = Object.fromEntries(Object.keys(knownPlaces).map((rule) => [rule, {} as Record<string, number>]))
    for (const { code, filename } of lint('.', { DES_LINT_ALL: '1' })) {
      const places = counted[/^house\((.*)\)$/.exec(code)?.[1] ?? '']
      if (places !== undefined) places[filename] = (places[filename] ?? 0) + 1
    }
    const listed = Object.entries(knownPlaces as Record<string, Record<string, { findings: number; reason: string }>>)
    const allowed = listed.map(([rule, places]) => [
      rule,
      Object.fromEntries(Object.entries(places).map(([file, { findings }]) => [file, findings])),
    ])
    expect(Object.fromEntries(allowed)).toEqual(counted)
    for (const [rule, places] of listed)
      for (const [file, { reason }] of Object.entries(places))
        expect(reason.length, `${rule} in ${file}`).toBeGreaterThan(20)
    expect(Object.keys(knownPlaces['short-functions']).length).toBeLessThanOrEqual(10)
    expect(knownPlaces['shallow-ternaries']).toEqual({})
  })
  it('checks the whole tree, not a part of it', () => {
    const config = JSON.parse(readFileSync('.oxlintrc.json', 'utf8')) as { ignorePatterns: string[] }
    expect(config.ignorePatterns.filter((pattern) => /^(src|electron|renderer|test)/.test(pattern))).toEqual([])
  })
})
