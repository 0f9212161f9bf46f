/** Plants one forbidden import of each kind and checks that the layer check finds it. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
  'src/central/people/planted.ts': { imports: '../workstations/target.ts', rule: 'central-people' },
  'src/central/sync/planted.ts': { imports: '../people/handlers.ts', rule: 'central-handlers-are-outermost' },
  'src/central/commands/planted-acts.ts': { imports: '../review/acts/target.ts', rule: 'central-acts-are-outermost' },
  'src/central/papers/planted-http.ts': { imports: '../http/route.ts', rule: 'central-http-is-for-handlers' },
  'src/central/review/acts/planted.ts': { imports: '../../commands/command.ts', rule: 'central-types-of-commands' },
  'src/central/http/services.ts': { imports: '../keys/target.ts', rule: 'central-types-of-services' },
  'src/central/registration/planted.ts': {
    imports: '../workstations/target.ts',
    rule: 'central-types-of-workstations',
  },
  'renderer/planted.ts': { imports: '../src/desk/target.ts', rule: 'renderer-arrows' },
  'renderer/planted-node.ts': { imports: 'node:fs', rule: 'renderer-without-node' },
}

const CENTRAL_ROOMS = readdirSync('src/central', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

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
      ...CENTRAL_ROOMS.map((room) => `src/central/${room}`),
      'src/central/review/acts',
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
      'src/central/commands/command.ts',
      'src/central/http/route.ts',
      'src/central/keys/target.ts',
      'src/central/people/handlers.ts',
      'src/central/review/acts/target.ts',
      'src/central/workstations/target.ts',
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

  it('has a rule for every room of the centre', () => {
    const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[]
    }
    const names = forbidden.map(({ name }) => name)
    expect(CENTRAL_ROOMS).toContain('review')
    expect(CENTRAL_ROOMS.filter((room) => !names.includes(`central-${room}`))).toEqual([])
  })

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
