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
  it.each(decisions)('%s has its number in the title, and the four parts of a decision', (file) => {
    const text = textOf(file)
    expect(text).toMatch(new RegExp(`^# ${path.basename(file).slice(0, 4)} \\S`))
    const parts = [...text.matchAll(/^\*\*(\w+)\.\*\*/gm)].map(([, part]) => part)
    expect(parts).toEqual(['Question', 'Decision', 'Why', 'Cost'])
  })
  it.each(documents)('%s names only existing commands', (file) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const named = [...textOf(file).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })
})
