import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { thirdPartyNotices } from './third-party-notices.ts'

describe('the notices of third-party licences', () => {
  let root = ''
  const write = (file: string, content: string | object) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
  }
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'des-notices-'))
    write('package.json', {
      name: 'product',
      version: '1.0.0',
      dependencies: { a: '1' },
      devDependencies: { tool: '1' },
    })
    write('node_modules/a/package.json', {
      name: 'a',
      version: '1.2.0',
      license: 'MIT',
      dependencies: { b: '2' },
      optionalDependencies: { 'only-elsewhere': '1' },
    })
    write('node_modules/a/LICENSE', 'Copyright of A')
    write('node_modules/a/node_modules/b/package.json', {
      name: 'b',
      version: '2.0.0',
      license: 'BSD-3-Clause',
      author: 'B',
    })
    write('node_modules/b/package.json', { name: 'b', version: '9.0.0', license: 'GPL-3.0' })
    write('node_modules/tool/package.json', { name: 'tool', version: '1.0.0', license: 'MIT' })
    write('resources/fonts/own/Font.ttf', '')
    write('resources/fonts/own/Font-OFL.txt', 'Copyright of the font')
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('name what is needed at run time, in the version that is loaded, with its text, and the fonts', () => {
    const notices = thirdPartyNotices(root)
    expect(notices).toMatch(/a 1\.2\.0\n-+\nLicence: MIT\n\nCopyright of A\n/)
    expect(notices).toMatch(/b 2\.0\.0\n-+\nLicence: BSD-3-Clause\nAuthor: B\n/)
    expect(notices).toMatch(/Fonts: Font\.ttf\n-+\nCopyright of the font\n/)
    expect(notices).not.toMatch(/tool|9\.0\.0|only-elsewhere/)
  })
  it('refuse a package that names no licence', () => {
    write('node_modules/a/node_modules/b/package.json', { name: 'b', version: '2.0.0' })
    expect(() => thirdPartyNotices(root)).toThrow('b 2.0.0 names no licence')
  })
  it('refuse fonts without their licence', () => {
    rmSync(path.join(root, 'resources/fonts/own/Font-OFL.txt'))
    expect(() => thirdPartyNotices(root)).toThrow('fonts without their licence')
  })
  it('of this product name every dependency, the reading data and every font', () => {
    const notices = thirdPartyNotices('.')
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>
    }
    for (const [name, version] of Object.entries(dependencies)) expect(notices).toContain(`\n${name} ${version}\n`)
    expect(notices).toMatch(/\n@img\/sharp-libvips-[\w-]+ /)
    for (const font of ['SourceSans3-Regular.ttf', 'Caveat']) expect(notices).toContain(font)
    expect(notices).not.toMatch(/\n(vitest|playwright-core|typescript) \d/)
    expect(notices).toBe(thirdPartyNotices('.'))
  })
})
