/** Checks that the files, headings and commands named in the documents exist. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const documents = globSync(['*.md', 'docs/**/*.md', '{src,electron,renderer,test}/**/README.md']).sort()
const decisions = globSync('docs/adr/[0-9]*.md').sort()
const textOf = (file: string) => readFileSync(file, 'utf8')
/** The text without code blocks, where `#` is no heading and brackets are no link. */
const proseOf = (file: string) => textOf(file).replaceAll(/^```.*?^```$/gms, '')

/** The anchor that common Markdown renderers give a heading. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
const anchorsOf = (file: string) =>
  [...proseOf(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

function brokenLinks(file: string): string[] {
  const links = [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [target = '', anchor] = link.split('#')
    const at = target === '' ? file : path.join(path.dirname(file), target)
    if (!existsSync(at)) return true
    return anchor !== undefined && at.endsWith('.md') && !anchorsOf(at).includes(anchor)
  })
}

const ROOMS = ['src', 'test', 'renderer', 'electron', 'resources', 'docs']
const everything = globSync(`{${ROOMS.join(',')}}/**`)

/** `*` and `<…>` stand for any part of a name. */
function expressionOf(pattern: string, before: string): RegExp {
  const literal = pattern.replaceAll(/<[^>]+>/g, '*').replaceAll(/[.+?^$()[\]\\|]/g, String.raw`\$&`)
  return new RegExp(`^${before}${literal.replaceAll('*', '[^/]+')}$`)
}
/** `{a,b}` stands for several names, each of which must exist. */
function alternativesOf(name: string): string[] {
  const [group, inside = ''] = /\{([^}]+)\}/.exec(name) ?? []
  return group === undefined ? [name] : inside.split(',').flatMap((one) => alternativesOf(name.replace(group, one)))
}
/**
 * The paths in backticks that do not exist. One that begins with a room is a path from the root, one that begins with
 * a dot from the document's folder. The name of a source file may also be given alone or with its last folders. What is
 * planned is written as: not built yet: `src/…`.
 */
function missingPaths(text: string, folder: string): string[] {
  const named = [...text.matchAll(/(?<!not built yet: )`([^`\s]+)`/g)].map(([, name = '']) => name.replace(/\/$/, ''))
  const fromItsFolder = (name: string) => (/^\.\.?\//.test(name) ? path.join(folder, name) : name)
  return named.flatMap(alternativesOf).filter((written) => {
    const name = fromItsFolder(written)
    const fromRoot = ROOMS.some((room) => name.startsWith(`${room}/`))
    if (!fromRoot && !/^[\w.*<>/-]+\.(tsx?|css)$/.test(name)) return false
    const expression = expressionOf(name, fromRoot ? '' : '(.*/)?')
    return !everything.some((file) => expression.test(file))
  })
}

/** The titles of tests in their sources, `%s` and other places for values as they are written. */
const titlesIn = (source: string): string[] =>
  [
    ...source.matchAll(/^ *(?:(?:test|it|describe)(?:\.\w+(?:\(.*\))?)?|\](?: as const)?\))\(?\s*(['"`])(.+?)\1,/gm),
  ].map(([, , named = '']) => named)
const quotesIn = (row: string): string[] => [...row.matchAll(/"([^"]+)"/g)].map(([, quote = '']) => quote)
/** `…` stands for any part of a title. */
const isQuoted = (quote: string, titles: readonly string[]): boolean =>
  titles.some((named) => quote.split('…').every((part) => named.includes(part.trim())))
/**
 * What is wrong with the last cell of a row about a finding: a file is followed by the titles of its tests. Returns
 * each title that is not in its file, and `no test` where a file names none.
 */
function wrongProofsOf(row: string): string[] {
  const cell = row.split('|').at(-2) ?? ''
  const named = [...cell.matchAll(/`([^`]+\.test\.ts)`([^`]*)/g)]
  if (named.length === 0) return [`no test: ${row}`]
  return named.flatMap(([, file = '', after = '']) => {
    const titles = existsSync(file) ? titlesIn(textOf(file)) : []
    const quotes = quotesIn(after)
    return quotes.length === 0 ? [`no test: ${file}`] : quotes.filter((quote) => !isQuoted(quote, titles))
  })
}

describe('the check of quoted titles', () => {
  it('finds a title that is in no test, or in another file, and a row or a file without one', () => {
    const [here, elsewhere] = ['`test/docs.test.ts`', '`test/rooms.test.ts`']
    const title = '"finds a title that is in no test, or in another file"'
    expect(wrongProofsOf(`| a | b | ${here} ${title} |`)).toEqual([])
    expect(wrongProofsOf(`| a | b | ${here} ${title}, ${elsewhere} ${title} |`)).toHaveLength(1)
    expect(wrongProofsOf(`| a | b | ${here} "no such title" |`)).toEqual(['no such title'])
    for (const proof of ['', here, '`test/no-such.test.ts` "a"', `${here} ${title}, ${elsewhere}`])
      expect(wrongProofsOf(`| a | b | ${proof} |`), proof).toHaveLength(1)
  })
})

describe('the check of paths', () => {
  it('finds what does not exist, also behind a pattern', () => {
    const text =
      '`src/nowhere.ts` `src/*/nowhere.ts` `nowhere.ts` `src/desk/{desk,nowhere}.ts` `src/<nowhere>.ts` `../nowhere.ts`'
    expect(missingPaths(text, 'docs/adr')).toEqual([
      'src/nowhere.ts',
      'src/*/nowhere.ts',
      'nowhere.ts',
      'src/desk/nowhere.ts',
      'src/<nowhere>.ts',
      '../nowhere.ts',
    ])
  })
  it('accepts what exists, and what is not built yet', () => {
    const text =
      'not built yet: `src/mail`, `../../test/docs.test.ts` ' +
      '`src/desk/` `docs/*.md` `test/docs.test.ts` `docs.test.ts` `src/request/acts/<act>.ts` `npm test`'
    expect(missingPaths(text, 'docs/adr')).toEqual([])
  })
})

describe('the documents', () => {
  it('are those that a maintainer expects', () => {
    for (const name of ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/architecture.md'])
      expect(documents).toContain(name)
  })
  it.each(documents)('%s links only to existing files and headings', (file) => {
    expect(brokenLinks(file)).toEqual([])
  })
  it.each(documents)('%s has one title, at its beginning', (file) => {
    expect(textOf(file)).toMatch(/^# \S/)
    expect(proseOf(file).match(/^# /gm)).toHaveLength(1)
  })
  it.each(documents)('%s names files that exist', (file) => {
    expect(missingPaths(textOf(file), path.dirname(file))).toEqual([])
  })
  it.each(decisions)('%s has its number in the title, and the four parts of a decision', (file) => {
    const text = textOf(file)
    expect(text).toMatch(new RegExp(`^# ${path.basename(file).slice(0, 4)} \\S`))
    const parts = [...text.matchAll(/^\*\*(\w+)\.\*\*/gm)].map(([, part]) => part)
    expect(parts).toEqual(['Question', 'Decision', 'Why', 'Cost'])
  })
  it('the clauses of the protocol quote titles of tests, or headings of their page, as they are', () => {
    const page = 'docs/protocol.md'
    const headings = [...proseOf(page).matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)
    const titles = titlesIn(globSync('{src,test}/**/*.test.ts').map(textOf).join('\n'))
    const rows = proseOf(page).match(/^\| \*\*S.*$/gm) ?? []
    const quotes = rows.flatMap(quotesIn)
    expect(quotes.length).toBeGreaterThan(10)
    expect(quotes.filter((quote) => !headings.includes(quote) && !isQuoted(quote, titles))).toEqual([])
  })
  it('every finding quotes a title of a test that is in the file named before it', () => {
    const rows = (proseOf('docs/findings-closed.md').match(/^\| .*$/gm) ?? []).filter(
      (row) => !row.includes('| shown by |'),
    )
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.flatMap(wrongProofsOf)).toEqual([])
  })
  it.each(documents)('%s names only existing commands', (file) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const named = [...textOf(file).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })
})
