/** `npm run corpus -- DIR`: scores every part of a folder of external test material. The tests never need it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Score } from './corpus-path-validation.ts'

/** Folder of the material → module that exports `score(dir)`. */
const parts: Readonly<Record<string, string>> = {
  pades: './corpus-pades.ts',
  'path-validation': './corpus-path-validation.ts',
  ocsp: './corpus-ocsp.ts',
  qualification: './corpus-qualification.ts',
  'trusted-lists': './corpus-trusted-lists.ts',
}

const usage = 'npm run corpus -- DIR [-v]\n\n  DIR   folder of the material\n  -v    list every wrong answer'
const { verbose, dir } = readArguments()

/** Prints the usage and ends, when it is asked for or the arguments are wrong. */
function readArguments(): { verbose: boolean; dir: string } {
  const args = process.argv.slice(2)
  const folders = args.filter((argument) => argument !== '-v')
  const [folder = '-'] = folders
  if (folders.length === 1 && !folder.startsWith('-')) return { verbose: folders.length < args.length, dir: folder }
  const asked = folder === '--help' || folder === '-h'
  if (asked) console.log(usage)
  else console.error(usage)
  process.exit(asked ? 0 : 2)
}

let failed = false
for (const [name, module] of Object.entries(parts)) {
  const folder = join(dir, name)
  if (!existsSync(folder)) {
    console.log(`${name.padEnd(16)} not run: the folder is missing`)
    continue
  }
  if (!existsSync(new URL(module, import.meta.url))) {
    console.log(`${name.padEnd(16)} not run: no scorer for it`)
    continue
  }
  const { score } = (await import(module)) as { score: (dir: string) => Promise<Score> }
  const started = performance.now()
  const { right, total, wrong } = await score(folder)
  console.log(
    `${name.padEnd(16)} right ${String(right)} of ${String(total)} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  )
  if (verbose) for (const line of wrong) console.log(`  ${line}`)
  failed ||= right < total && name !== 'pades'
}
process.exitCode = failed ? 1 : 0
