/**
 * What the suites need is installed once, before any test, even while another process holds the package manager's
 * locks. A planted `apt-get` replaces Debian's: it refuses its first calls with the error messages of the real one.
 */
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureChromium, type Machine } from '../src/office/chromium.ts'
import { installDebianPackages } from '../src/office/debian-packages.ts'
import { preparePrograms } from './support/preparation/prepare.ts'
import { needs } from './support/preparation/programs.ts'

let folder = ''
let reported: string[] = []
const at = (name: string) => path.join(folder, name)
const report = (message: string) => void reported.push(message)
const calls = () => (existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8').trim().split('\n') : [])
const installations = () => calls().filter((call) => call.includes('install'))

/**
 * Refuses the first calls as if another package manager were running, and then succeeds, or fails for another reason.
 */
function plantAptGet({ refusals = 0, fails = false } = {}): void {
  writeFileSync(at('refusals'), 'x'.repeat(refusals))
  writeFileSync(
    at('bin/apt-get'),
    `#!/bin/sh
echo "$*" >> '${at('calls')}'
if [ -s '${at('refusals')}' ]; then
  left=$(cat '${at('refusals')}'); printf '%s' "\${left#x}" > '${at('refusals')}'
  echo 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4711 (apt-get)' >&2
  exit 100
fi
${fails ? "echo 'E: Unable to locate package' >&2; exit 100" : ''}
case "$*" in *install*) for name in "$@"; do printf '#!/bin/sh\\n' > '${at('bin')}'/"$name"; chmod 755 '${at('bin')}'/"$name"; done;; esac
`,
    { mode: 0o755 },
  )
}
const machine = (userId = 0): Machine => ({
  platform: 'linux',
  userId,
  env: { PATH: at('bin') },
  exists: (file) => file.startsWith(folder) && existsSync(file),
})
const options = (userId = 0) => ({ report, machine: machine(userId), pollMs: 1 })

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'des-preparation-'))
  mkdirSync(at('bin'))
  for (const tool of ['cat', 'chmod']) symlinkSync(path.join('/bin', tool), at(`bin/${tool}`))
  reported = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const note = process.platform === 'win32' ? ' (not run: the planted apt-get is a shell script)' : ''
describe.skipIf(note !== '')(`the preparation of the suites${note}`, () => {
  it('installs a browser once, and finds it afterwards', async () => {
    plantAptGet()
    expect(await ensureChromium(report, options())).toEqual({ ok: true, executable: at('bin/chromium') })
    expect(await ensureChromium(report, options())).toEqual({ ok: true, executable: at('bin/chromium') })
    expect(installations()).toHaveLength(1)
  })

  it('waits while another package manager holds a lock, and reports that once', async () => {
    plantAptGet({ refusals: 3 })
    expect(await ensureChromium(report, options())).toEqual({ ok: true, executable: at('bin/chromium') })
    expect(calls()).toHaveLength(5)
    expect(reported.filter((message) => message.includes('Another package manager'))).toHaveLength(1)
  })

  it('makes apt itself wait for the lock of dpkg', async () => {
    plantAptGet()
    await installDebianPackages(['qpdf'], { ...options(), limitMs: 90_000 })
    expect(calls().every((call) => /-o DPkg::Lock::Timeout=(90|89)\b/.test(call))).toBe(true)
  })

  it('gives up on a lock that is never released, with the message of apt', async () => {
    plantAptGet({ refusals: 10_000 })
    const installed = await installDebianPackages(['qpdf'], { ...options(), limitMs: 50 })
    expect(installed).toMatchObject({ ok: false, message: expect.stringContaining('Could not get lock') as string })
  })

  it('does not wait on an error that waiting cannot resolve', async () => {
    plantAptGet({ fails: true })
    expect(await installDebianPackages(['qpdf'], options())).toEqual({
      ok: false,
      message: 'E: Unable to locate package',
    })
    expect(calls()).toHaveLength(2)
  })

  it('installs every missing program in one call, and nothing if all are present', async () => {
    plantAptGet()
    await preparePrograms(options())
    expect(installations()).toHaveLength(1)
    expect(installations()[0]).toMatch(/poppler-utils.*sane-utils/)
  })

  it('starts no package manager for a user who may not install', async () => {
    plantAptGet()
    await preparePrograms(options(1000))
    expect(calls()).toEqual([])
    expect(reported).toEqual([
      expect.stringMatching(/^Not installed here: .*qpdf.* Tests that need them are not run\.$/),
    ])
  })

  it('is the only place in the tests that may install anything', () => {
    const files = globSync('{src,electron,renderer,test}/**/*.{ts,tsx}').filter(
      (file) => /\.test\.tsx?$/.test(file) || /^test\/(?!bench\/)/.test(file),
    )
    const installing = files.filter((file) =>
      /\b(ensureChromium|installDebianPackages)\b|['"]apt(-get)?['"]/.test(readFileSync(file, 'utf8')),
    )
    expect(installing.sort()).toEqual([
      'test/preparation.test.ts',
      'test/support/preparation/of-integration-tests.ts',
      'test/support/preparation/prepare.ts',
    ])
  })
})

it('a test that is not run has the reason in its name', () => {
  const path = process.env['PATH']
  process.env['PATH'] = at('nowhere')
  try {
    expect(needs('qpdf', 'pdfinfo', 'pdftotext')).toEqual({
      missing: true,
      note: ' (not run: qpdf, poppler-utils are not installed)',
    })
    expect(needs('openssl').note).toBe(' (not run: openssl is not installed)')
  } finally {
    process.env['PATH'] = path
  }
})
