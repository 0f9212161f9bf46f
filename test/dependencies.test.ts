/**
 * What this project takes from others: every package of the lock file is named by its hash, comes from the registry,
 * and runs no script when it is installed, except those listed here. Advisories cannot be fetched without a network.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const versions = z.record(z.string(), z.string()).default({})
const manifestSchema = z.object({
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  allowScripts: z.record(z.string(), z.boolean()),
})
const lockSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      ...{ dependencies: versions, devDependencies: versions, optionalDependencies: versions },
    }),
  ),
})
type Manifest = z.infer<typeof manifestSchema>
type Lock = z.infer<typeof lockSchema>

/** A tool that makes the installer for Windows. */
const MAY_RUN = ['electron-winstaller']
/** They have a script, and are used without it: their compiled code comes with the package. */
const DENIED = ['better-sqlite3', 'better-sqlite3-multiple-ciphers', 'tesseract.js']
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** One line for everything that is not as it should be. */
function findings(manifest: Manifest, lock: Lock): string[] {
  const { '': root, ...packages } = lock.packages
  const scripted = new Set<string>()
  const found: string[] = []
  for (const [place, { integrity = '', resolved, link, hasInstallScript }] of Object.entries(packages)) {
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) found.push(`${place} has no hash`)
    // npm asks the registry of its configuration; a package that names a place of its own comes from somewhere else.
    if (link === true || resolved !== undefined) found.push(`${place} does not come from the registry`)
    if (hasInstallScript === true) scripted.add(nameOf(place))
  }
  for (const name of scripted)
    if (!Object.hasOwn(manifest.allowScripts, name)) found.push(`${name} has a script that nobody decided on`)
  for (const [name, allowed] of Object.entries(manifest.allowScripts))
    if (allowed ? !MAY_RUN.includes(name) : !DENIED.includes(name)) found.push(`${name} is not listed here`)
  for (const name of [...MAY_RUN, ...DENIED])
    if (manifest.allowScripts[name] !== MAY_RUN.includes(name)) found.push(`${name} is not decided on as listed here`)
  for (const kind of KINDS)
    for (const [name, version] of Object.entries(manifest[kind])) {
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) found.push(`${name} has no exact version`)
      if (root?.[kind][name] !== version) found.push(`${name} is not locked as it is named`)
      const installed = packages[`node_modules/${name}`]
      if (installed?.version !== version) found.push(`${name} is locked in another version`)
    }
  return found
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const manifest = manifestSchema.parse(read('package.json'))
const lock = lockSchema.parse(read('package-lock.json'))

describe('the packages of others', () => {
  it('are all named by their hash, and run no script but those listed', () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100)
    expect(findings(manifest, lock)).toEqual([])
  })

  const FASTIFY = 'node_modules/fastify'
  const withPackage = (change: Partial<Lock['packages'][string]>, place = FASTIFY): Lock => ({
    ...lock,
    packages: { ...lock.packages, [place]: { ...(lock.packages[FASTIFY] as Lock['packages'][string]), ...change } },
  })
  const named = (change: Partial<Manifest>): Manifest => ({ ...manifest, ...change })
  it.each<[string, Manifest, Lock]>([
    ['has no hash', manifest, withPackage({ integrity: undefined })],
    ['has no hash', manifest, withPackage({ integrity: `sha1-${'a'.repeat(27)}=` })],
    ['has no hash', manifest, withPackage({ integrity: 'sha512-' })],
    ['does not come from the registry', manifest, withPackage({ resolved: 'git+ssh://git@example.test/a.git' })],
    ['does not come from the registry', manifest, withPackage({ resolved: 'https://example.test/a.tgz' })],
    ['does not come from the registry', manifest, withPackage({ link: true })],
    ['has a script that nobody decided on', manifest, withPackage({ hasInstallScript: true })],
    [
      'has a script that nobody decided on',
      manifest,
      withPackage({ hasInstallScript: true }, 'node_modules/a/node_modules/b'),
    ],
    ['is not listed here', named({ allowScripts: { ...manifest.allowScripts, fastify: true } }), lock],
    ['is not decided on', named({ allowScripts: { ...manifest.allowScripts, 'tesseract.js': true } }), lock],
    ['is not decided on', named({ allowScripts: {} }), lock],
    ['has no exact version', named({ dependencies: { ...manifest.dependencies, fastify: '^5.0.0' } }), lock],
    ['is not locked as it is named', named({ dependencies: { ...manifest.dependencies, fastify: '5.0.0' } }), lock],
    ['is locked in another version', manifest, withPackage({ version: '5.0.0' })],
  ])('are refused where one %s (%#)', (finding, changedManifest, changedLock) => {
    expect(findings(changedManifest, changedLock).join('\n')).toContain(finding)
  })
})
