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

const verbose = process.argv.includes('-v')
const [dir = '../shared/corpus'] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
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
