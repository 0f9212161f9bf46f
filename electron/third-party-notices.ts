/**
 * The notices of third-party licences for a packaged application: every installed package that the product needs at run
 * time, and the fonts. Electron brings those of its own runtime beside its executable.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt'
const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl)/i
const FONT_LICENCE_FILE = /(licen[cs]e|ofl|notice)/i
const RULE = '-'.repeat(80)

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string | { readonly type?: string }
  readonly author?: string | { readonly name?: string }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}
interface Notice {
  readonly title: string
  readonly body: string
}

const manifestIn = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest

/** As Node resolves a package: in the folder's own `node_modules`, else in those above it, up to the root. */
function installedFolder(name: string, from: string, root: string): string | null {
  const folder = path.join(from, 'node_modules', name)
  if (existsSync(path.join(folder, 'package.json'))) return folder
  return from === root ? null : installedFolder(name, path.dirname(from), root)
}

/** The folders of all packages that the product needs at run time, as far as this platform has them. */
function runtimePackages(root: string): string[] {
  const found = new Set<string>()
  const visit = (from: string) => {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifestIn(from)
    const optional = from === root ? {} : { ...optionalDependencies, ...peerDependencies }
    for (const name of Object.keys({ ...dependencies, ...optional })) {
      const folder = installedFolder(name, from, root)
      // Absent: made for another platform, or an unused peer dependency.
      if (folder === null || found.has(folder)) continue
      found.add(folder)
      visit(folder)
    }
  }
  visit(root)
  return [...found]
}

function textsIn(folder: string, wanted: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => readFileSync(path.join(folder, entry.name), 'utf8').trim())
    .sort()
}

/** @throws where a package names no licence: it must not be given on unseen */
function packageNotice(folder: string): Notice {
  const { name, version, license, author } = manifestIn(folder)
  const licence = typeof license === 'object' ? license.type : license
  const texts = textsIn(folder, LICENCE_FILE)
  if (licence === undefined && texts.length === 0) throw new Error(`${name} ${version} names no licence`)
  const owner = typeof author === 'object' ? author.name : author
  const statement = `Licence: ${licence ?? 'see below'}${owner === undefined ? '' : `\nAuthor: ${owner}`}`
  return { title: `${name} ${version}`, body: [statement, ...texts].join('\n\n') }
}

/** Every folder of fonts has its licence beside it. @throws where one has none */
function fontNotices(folder: string, root: string): Notice[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  const nested = entries
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => fontNotices(path.join(folder, entry.name), root))
  const fonts = entries.filter(({ name }) => /\.(ttf|otf|woff2?)$/.test(name)).map(({ name }) => name)
  if (fonts.length === 0) return nested
  const texts = textsIn(folder, FONT_LICENCE_FILE)
  if (texts.length === 0) throw new Error(`${path.relative(root, folder)} holds fonts without their licence`)
  return [{ title: `Fonts: ${fonts.sort().join(', ')}`, body: texts.join('\n\n') }, ...nested]
}

/** The whole file. The same packages give the same bytes. */
export function thirdPartyNotices(root: string): string {
  const packages = new Map(runtimePackages(root).map((folder) => [path.resolve(folder), packageNotice(folder)]))
  const byTitle = new Map([...packages.values()].map((notice) => [notice.title, notice]))
  const notices = [
    ...[...byTitle.values()].sort((a, b) => (a.title < b.title ? -1 : 1)),
    ...fontNotices(path.join(root, 'resources/fonts'), root),
  ]
  const sections = notices.map(({ title, body }) => `${RULE}\n${title}\n${RULE}\n${body.replaceAll('\r\n', '\n')}\n`)
  return `This application contains the following software, data and fonts of others.\n\n${sections.join('\n')}`
}
