/**
 * `npm run check`: runs format, types, lint, layers and unused code in parallel. Prints each finding and the duration
 * of each part. `npm run check -- types lint` runs only these parts.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'

mkdirSync('node_modules/.cache/tsc', { recursive: true })

/**
 * The native compiler takes a third of the time. It exists for Linux on x64; elsewhere the JavaScript compiler is used.
 */
const NATIVE = 'node_modules/@typescript/typescript-linux-x64/lib/tsc'
const compiler =
  process.platform === 'linux' && process.arch === 'x64' && existsSync(NATIVE) ? NATIVE : 'node_modules/.bin/tsc'
const bin = (name: string) => `node_modules/.bin/${name}`

/** The longest part first, so that it does not end last. */
const parts: Record<string, [tool: string, ...args: string[]]> = {
  types: [compiler, '-p', 'tsconfig.json'],
  format: [bin('prettier'), '--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content', '.'],
  'types of the renderer': [compiler, '-p', 'renderer/tsconfig.json'],
  lint: [bin('oxlint'), '--deny-warnings', '--report-unused-disable-directives'],
  layers: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'electron', 'renderer'],
  'unused code': [bin('knip'), '--no-progress'],
}
const only = process.argv.slice(2)
// The tools are scripts that start `node`; this makes them use the project's, even when this file is started without
// npm.
const env = {
  ...process.env,
  PATH: `${path.resolve('node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
}

async function run(name: string, [tool, ...args]: [tool: string, ...args: string[]]): Promise<boolean> {
  const started = performance.now()
  const child = spawn(tool, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    shell: process.platform === 'win32',
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output)
  return code === 0
}

const started = performance.now()
const outcomes = await Promise.all(
  Object.entries(parts)
    .filter(([name]) => only.length === 0 || only.some((wanted) => name.startsWith(wanted)))
    .map(([name, command]) => run(name, command)),
)
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s in all`)
process.exitCode = outcomes.every(Boolean) ? 0 : 1
