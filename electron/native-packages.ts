/** The packages that cannot be bundled, because they load native code or data files from their own folder. */
import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'

export const NATIVE_PACKAGES: readonly string[] = [
  'better-sqlite3',
  'better-sqlite3-multiple-ciphers',
  '@node-rs/argon2',
  '@napi-rs/canvas',
  'sharp',
  'pdfjs-dist',
  '@techstark/opencv-js',
  'zxing-wasm',
  'tesseract.js',
  '@tesseract.js-data/ron',
]

/** Whether a module stays outside of the bundle and is loaded at run time. */
export const outside = (id: string): boolean =>
  id === 'electron' ||
  id.startsWith('node:') ||
  builtinModules.includes(id) ||
  NATIVE_PACKAGES.some((name) => id === name || id.startsWith(`${name}/`))

/** The names of the wanted packages and of all their installed run-time dependencies, optional ones included. */
export function withTheirDependencies(modules: string, wanted: readonly string[] = NATIVE_PACKAGES): string[] {
  const found = new Set<string>()
  const visit = (name: string) => {
    const manifest = path.join(modules, name, 'package.json')
    if (found.has(name) || !existsSync(manifest)) return
    found.add(name)
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<
      string,
      Record<string, string>
    >
    for (const needed of [...Object.keys(dependencies), ...Object.keys(optionalDependencies)]) visit(needed)
  }
  wanted.forEach(visit)
  return [...found].sort()
}
