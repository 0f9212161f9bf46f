/** Every command line prints its usage for --help and for wrong arguments, and starts nothing. */
import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const COMMANDS: Readonly<Record<string, string>> = {
  'npm start': 'src/office/start.ts',
  'npm run dev': 'src/office/dev.ts',
  'npm run demo': 'src/office/demo.ts',
  'npm run central': 'src/central/main.ts',
  'npm run -s validate': 'src/signature/cli.ts',
  'npm run -s trusted-lists': 'src/signature/trusted-list/cli.ts',
  'npm run -s read-page': 'src/paper/reading/cli.ts',
  'npm run -s form': 'src/paper/forms/main.ts',
  'npm run bench': 'test/bench/run.ts',
  'npm run corpus': 'test/bench/corpus.ts',
  'node src/desk/main.ts': 'src/desk/main.ts',
}
const all = Object.entries(COMMANDS)

interface Answer {
  readonly status: number
  readonly output: string
  readonly errors: string
}
const run = (script: string, ...args: string[]): Promise<Answer> =>
  new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (fault, output, errors) => {
      resolve({ status: fault ? Number(fault.code) : 0, output, errors })
    })
  })

describe.each(all)('%s', (name, script) => {
  it('prints its usage on the standard output for --help', async () => {
    const { status, output, errors } = await run(script, '--help')
    expect(output).toContain(name)
    expect({ status, errors }).toEqual({ status: 0, errors: '' })
  })
  it('prints its usage on the standard error for an unknown option, without a stack trace', async () => {
    const { status, output, errors } = await run(script, '--no-such-option')
    expect(errors).toContain(name)
    expect(errors).not.toMatch(/^\s+at /m)
    expect({ status, output }).toEqual({ status: 2, output: '' })
  })
})
