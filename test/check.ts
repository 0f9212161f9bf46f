/** `npm run check`: types, lint, layers and unused code, side by side; prints each finding and fails if there is one. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

mkdirSync('node_modules/.cache/tsc', { recursive: true })

const parts: Record<string, string[]> = {
  format: [
    'prettier',
    '--check',
    '--log-level',
    'warn',
    '--cache',
    '--cache-location',
    'node_modules/.cache/prettier',
    '.',
  ],
  types: ['tsc', '-p', 'tsconfig.json'],
  'types of the renderer': ['tsc', '-p', 'renderer/tsconfig.json'],
  lint: ['eslint', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '--max-warnings', '0', '.'],
  layers: ['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'electron', 'renderer'],
  'unused code': ['knip', '--no-progress'],
}
const only = process.argv.slice(2)
// The tools are scripts that ask for `node`: they get the project's, also when this file is started without npm.
const env = {
  ...process.env,
  PATH: `${path.resolve('node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
}

async function run(name: string, [tool, ...args]: string[]): Promise<boolean> {
  const started = performance.now()
  const child = spawn(`node_modules/.bin/${tool}`, args, {
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

const outcomes = await Promise.all(
  Object.entries(parts)
    .filter(([name]) => only.length === 0 || only.some((wanted) => name.startsWith(wanted)))
    .map(([name, command]) => run(name, command)),
)
process.exitCode = outcomes.every(Boolean) ? 0 : 1
