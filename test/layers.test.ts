/** Plants one forbidden import of each kind and checks that the layer check finds it. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)

/** File → its planted import, and the rule that must report it. */
const breaches: Record<string, { imports: string; rule: string }> = {
  'src/domain/planted.ts': { imports: '../protocol/values.ts', rule: 'src-domain-arrows' },
  'src/domain/planted-package.ts': { imports: 'zod', rule: 'domain-is-pure' },
  'src/domain/planted-node.ts': { imports: 'node:fs', rule: 'domain-is-pure' },
  'src/files/planted.ts': { imports: '../domain/target.ts', rule: 'src-files-arrows' },
  'src/threads/planted.ts': { imports: '../protocol/values.ts', rule: 'src-threads-arrows' },
  'src/request/planted.ts': { imports: '../desk/target.ts', rule: 'src-request-arrows' },
  'src/request/planted-contract.ts': { imports: '../protocol/desk.ts', rule: 'acts-rest-on-shapes' },
  'src/request/planted-node.ts': { imports: 'node:fs', rule: 'renderer-without-node' },
  'src/protocol/request.ts': { imports: '../request/target.ts', rule: 'shapes-know-no-act' },
  'src/signature/planted.ts': { imports: '../domain/target.ts', rule: 'src-signature-arrows' },
  'src/desk/planted.ts': { imports: '../central/target.ts', rule: 'src-desk-arrows' },
  'src/desk/cache/planted.ts': { imports: '../outbox/target.ts', rule: 'desk-foundations' },
  'src/desk/hosts/planted.ts': { imports: '../outbox/target.ts', rule: 'desk-hosts-know-the-interface' },
  'src/desk/outbox/planted.ts': { imports: '../parts.ts', rule: 'desk-procedures-are-outermost' },
  'src/central/planted.ts': { imports: '../desk/target.ts', rule: 'src-central-arrows' },
  'src/central/store/migrations/0010-planted.ts': {
    imports: '../../target.ts',
    rule: 'migrations-import-only-the-ddl-helpers',
  },
  'renderer/planted.ts': { imports: '../src/desk/target.ts', rule: 'renderer-arrows' },
  'renderer/planted-node.ts': { imports: 'node:fs', rule: 'renderer-without-node' },
}

describe('the layer check', () => {
  let house = ''
  beforeAll(() => {
    house = mkdtempSync(path.join(tmpdir(), 'des-layers-'))
    for (const room of [
      'src/domain',
      'src/files',
      'src/threads',
      'src/protocol',
      'src/request',
      'src/signature',
      'src/desk/cache',
      'src/desk/hosts',
      'src/desk/outbox',
      'src/central/store/migrations',
      'electron',
      'renderer',
    ])
      mkdirSync(path.join(house, room), { recursive: true })
    for (const file of [
      'src/domain/target.ts',
      'src/desk/target.ts',
      'src/desk/parts.ts',
      'src/desk/outbox/target.ts',
      'src/central/target.ts',
      'src/protocol/values.ts',
      'src/protocol/desk.ts',
      'src/request/target.ts',
    ])
      writeFileSync(path.join(house, file), 'export const value = 1\n')
    writeFileSync(
      path.join(house, 'src/protocol/one.ts'),
      "import { two } from './two.ts'\nexport const one = () => two\n",
    )
    writeFileSync(
      path.join(house, 'src/protocol/two.ts'),
      "import { one } from './one.ts'\nexport const two = () => one\n",
    )
    for (const [file, { imports }] of Object.entries(breaches))
      writeFileSync(path.join(house, file), `import * as planted from '${imports}'\nexport default planted\n`)
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      copyFileSync(file, path.join(house, file))
    symlinkSync(path.resolve('node_modules'), path.join(house, 'node_modules'))
  })
  afterAll(() => rmSync(house, { recursive: true, force: true }))

  it('finds every planted breach, and the planted circle', async () => {
    const cruise = run(
      'node_modules/.bin/depcruise',
      ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'electron', 'renderer'],
      { cwd: house, maxBuffer: 64e6 },
    )
    const { stdout } = await cruise.catch((failure: { stdout: string }) => failure)
    const { summary } = JSON.parse(stdout) as {
      summary: { error: number; violations: { from: string; rule: { name: string } }[] }
    }
    const found = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)
    for (const [file, { rule }] of Object.entries(breaches)) expect(found).toContain(`${file}: ${rule}`)
    expect(found.some((violation) => violation.startsWith('src/protocol/') && violation.endsWith('no-circles'))).toBe(
      true,
    )
    expect(summary.error).toBeGreaterThan(Object.keys(breaches).length)
  })
})
