/** `npm run bench -- NAME [--json] [arguments]`: runs `./NAME.ts` and prints its figures. Not part of the tests. */
import { readdirSync } from 'node:fs'

export type Figures = Record<string, number | string>

const [name, ...rest] = process.argv.slice(2)
const here = new URL('.', import.meta.url)
const module = new URL(`./${name ?? ''}.ts`, here)
/** Modules of this folder that are part of another command or benchmark. */
const PARTS = /^(run|corpus.*|queue-in-chromium|.*\.test)\.ts$/
const known = readdirSync(here).flatMap((file) =>
  file.endsWith('.ts') && !PARTS.test(file) ? [file.slice(0, -3)] : [],
)
const usage = `npm run bench -- NAME [--json]; NAME is one of: ${known.join(', ')}`
if (name === '--help' || name === '-h') console.log(usage)
else if (name === undefined || !known.includes(name)) {
  console.error(usage)
  process.exitCode = 2
} else {
  const json = rest.includes('--json')
  const { run } = (await import(module.href)) as { run: (args: string[]) => Promise<Figures> }
  const figures = await run(rest.filter((argument) => argument !== '--json'))
  if (json) console.log(JSON.stringify(figures))
  else {
    const width = Math.max(...Object.keys(figures).map((key) => key.length))
    for (const [key, value] of Object.entries(figures)) console.log(`${key.padEnd(width)}  ${String(value)}`)
  }
}
