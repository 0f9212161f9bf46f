/**
 * Builds the renderer into dist/renderer when the content of its sources has changed; otherwise uses the last build.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

/** All that the screens are made of: the renderer and every room that it may import. */
export const SOURCES: readonly string[] = [
  'renderer',
  'src/domain',
  'src/files',
  'src/protocol',
  'src/request',
  'resources/fonts',
  'package-lock.json',
]
const run = promisify(execFile)
const HASH_FILE = 'source-hash.txt'

/** How the renderer is built. Part of the hash: a new value makes every machine build again. */
const BUILT_AS = 'production'

/** SHA-256 over the names and contents of all sources of the renderer, in a fixed order. */
export async function rendererSourceHash(root: string): Promise<string> {
  const hash = createHash('sha256').update(`${BUILT_AS}\0`)
  for (const source of SOURCES) {
    const at = path.join(root, source)
    if (!existsSync(at)) continue
    const files =
      path.extname(source) === '.json'
        ? [at]
        : (await readdir(at, { recursive: true, withFileTypes: true }))
            .filter((entry) => entry.isFile())
            .map((entry) => path.join(entry.parentPath, entry.name))
    for (const file of files.sort()) {
      if (/\.test\.tsx?$/.test(file)) continue
      const content = await readFile(file)
      hash.update(`${path.relative(root, file).split(path.sep).join('/')}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

export interface BuiltRenderer {
  readonly folder: string
  /** False when the sources have not changed since the last build. */
  readonly built: boolean
}

export async function ensureRenderer(root: string, report: (message: string) => void): Promise<BuiltRenderer> {
  const folder = path.join(root, 'dist', 'renderer')
  const wanted = await rendererSourceHash(root)
  const present = await readFile(path.join(folder, HASH_FILE), 'utf8').catch(() => null)
  if (present === wanted) return { folder, built: false }

  report('Building the screens …')
  // The build is moved into place when it is complete, so an interrupted or parallel build leaves nothing incomplete.
  const aside = path.join(root, 'dist', `renderer-building-${process.pid}`)
  await mkdir(path.dirname(folder), { recursive: true })
  // Vite runs in its own process with NODE_ENV=production. A test runner sets another NODE_ENV, and every later start
  // would use what was built under it.
  const vite = path.join(path.dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  await run(process.execPath, [vite, 'build', 'renderer', '--outDir', aside, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  await writeFile(path.join(aside, HASH_FILE), wanted)
  await rm(folder, { recursive: true, force: true })
  await rename(aside, folder)
  return { folder, built: true }
}
