/** `npm run bench -- NAME [--json] [arguments]`: runs `./NAME.ts` and prints its figures. Not part of the tests. */
import { existsSync, readdirSync } from 'node:fs'

export type Figures = Record<string, number | string>

const [name, ...rest] = process.argv.slice(2)
const here = new URL('.', import.meta.url)
const module = new URL(`./${name ?? ''}.ts`, here)
const known = readdirSync(here).flatMap((file) =>
  file.endsWith('.ts') && file !== 'run.ts' && !file.startsWith('corpus') && !file.endsWith('.test.ts')
    ? [file.slice(0, -3)]
    : [],
)
if (name === undefined || !/^[a-z-]+$/.test(name) || !existsSync(module)) {
  console.error(`npm run bench -- NAME [--json]; NAME is one of: ${known.join(', ')}`)
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
