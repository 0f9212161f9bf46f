/** The glossary cannot name what the code does not have, nor call unbuilt what is built. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const DECLARATION = /^export (?:async )?(?:const|function|interface|type|class) (\w+)/gm

/** Every exported declaration of `src`, with its text as far as the next one. */
const declarations = new Map<string, string[]>()
for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
  const source = readFileSync(path.join('src', file), 'utf8')
  const found = [...source.matchAll(DECLARATION)]
  for (const [at, { 1: name = '', index }] of found.entries()) {
    const rest = source.slice(index, found[at + 1]?.index)
    // A declaration over several lines ends with the first line that closes it at the margin.
    const end = /\n[)\]}].*|\n(?=\n|\/\*\*|const |function |type |interface )/.exec(rest)
    const text = end === null ? rest : rest.slice(0, end.index + end[0].length)
    declarations.set(name, [...(declarations.get(name) ?? []), text])
  }
}
const hasMember = (list: string, member: string): boolean =>
  (declarations.get(list) ?? []).some((text) =>
    new RegExp(`'${member}'|(?<![\\w'-])(?:readonly )?${member}\\??: `).test(
      text.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, ''),
    ),
  )
type Finding = 'found' | 'not exported' | 'no member' | 'absent' | 'built by now' | 'unreadable'
function look(code: string): Finding {
  const unbuilt = /^not built yet: `([\w/-]+)`$/.exec(code)?.[1]
  if (unbuilt !== undefined) return existsSync(unbuilt) || existsSync(`${unbuilt}.ts`) ? 'built by now' : 'absent'
  const [, name, member] = /^`(\w+)(?:: ([\w-]+))?`$/.exec(code) ?? []
  if (name === undefined) return 'unreadable'
  if (!declarations.has(name)) return 'not exported'
  return member === undefined || hasMember(name, member) ? 'found' : 'no member'
}

const rows = [...readFileSync('docs/glossary.md', 'utf8').matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)]
  .map(([, term = '', code = '']) => ({ term, code }))
  .slice(1)

test('the glossary has the terms of the law', () => {
  expect(rows.length).toBeGreaterThan(40)
  expect(new Set(rows.map(({ term }) => term)).size).toBe(rows.length)
})
test.each(rows)('$term is $code', ({ code }) => {
  expect(look(code)).toBe(code.startsWith('not built yet') ? 'absent' : 'found')
})

describe('a name that', () => {
  test.each<[string, string, Finding]>([
    ['is only a word somewhere', '`dossierId`', 'not exported'],
    ['is declared but not exported', '`CENSUS_OF_NOTHING`', 'not exported'],
    ['is no member of its list', '`ROLES: holder`', 'no member'],
    ['stands in the comment of its list only', '`syncStatus: received`', 'no member'],
    ['is called unbuilt and is built', 'not built yet: `src/desk`', 'built by now'],
    ['is not written as a name', 'desk', 'unreadable'],
  ])('%s is found out', (_, code, finding) => {
    expect(look(code)).toBe(finding)
  })
})
