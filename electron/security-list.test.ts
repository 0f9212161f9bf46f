/**
 * Electron's security checklist (20 points), each with what this application does: its main process and its preload run
 * here over a simulated Electron, which records what is asked of it. Electron itself cannot run everywhere.
 */
import type { EventEmitter } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import type { BrowserWindowConstructorOptions } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { refusedSwitch } from './command-line.ts'
import type { Recorded } from '../test/support/fake-electron.ts'
import { HOME } from './app-protocol.ts'

const electron = vi.hoisted(() => ({ now: null as unknown as Recorded }))

vi.mock('../src/desk/hosts/page/renderer-files.ts', () => ({
  listRendererFiles: () =>
    Promise.resolve((path: string) =>
      path === '/' ? { mediaType: 'text/html; charset=utf-8', read: () => Promise.resolve(Buffer.from('<p>')) } : null,
    ),
}))
vi.mock('./configuration.ts', () => ({
  readConfiguration: () => ({
    ...{ dataDir: 'd', centralUrl: 'https://des.example.test', enrolmentCode: null, deskName: 'G', printer: 'none' },
  }),
}))
vi.mock('electron', async () => (await import('../test/support/fake-electron.ts')).fakeElectron(() => electron.now))

const sources = globSync('electron/*.ts').filter((file) => !/\.test\.ts$|vite\./.test(file))
const shipped = [...sources, ...globSync('renderer/**/*.{ts,tsx,html}').filter((file) => !/\.test\./.test(file))]
/** The lines of the files that match. */
const linesWith = (files: readonly string[], wanted: RegExp): string[] =>
  files.flatMap((file) => readFileSync(file, 'utf8').split('\n')).filter((line) => wanted.test(line))
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>

async function started(more: Partial<Recorded> = {}): Promise<Recorded> {
  vi.resetModules()
  electron.now = {
    ...{ steps: [], windows: [], loaded: [], opened: [], sent: [], exits: [], schemes: [], switches: [] },
    ...{ permissions: new Map(), ipc: new Map(), exposed: new Map(), answer: null, menu: 'never set', packaged: true },
    ...more,
  }
  const { app, BrowserWindow } = await import('electron')
  app.removeAllListeners()
  await import('./main.ts')
  await vi.waitFor(() => expect(electron.now.loaded).toHaveLength(1))
  const { PRINT_WINDOW } = await import('./system-printing.ts')
  // A print window is opened with the first print.
  new BrowserWindow(PRINT_WINDOW)
  return electron.now
}

describe('Electron’s security checklist', () => {
  let at: Recorded
  beforeEach(async () => {
    vi.stubGlobal('__dirname', '/app/.vite/build')
    at = await started()
  })
  afterEach(() => vi.unstubAllGlobals())
  const everyWindow = (expected: BrowserWindowConstructorOptions['webPreferences']) => {
    expect(at.windows).toHaveLength(2)
    for (const { options } of at.windows) expect(options.webPreferences).toMatchObject(expected ?? {})
  }
  const listened = (contents: EventEmitter, name: string, url: string): boolean => {
    const preventDefault = vi.fn()
    contents.emit(name, { preventDefault, url })
    return preventDefault.mock.calls.length > 0
  }

  it('1 loads only secure content', () => {
    expect(at.loaded).toEqual([HOME])
    expect(at.schemes).toEqual([
      { scheme: 'app', privileges: expect.objectContaining({ standard: true, secure: true }) },
    ])
    expect(Object.keys(at.schemes[0]?.privileges ?? {})).not.toContain('bypassCSP')
    expect(linesWith(sources, /loadURL\(['"`]http/)).toEqual([])
  })
  it('2 gives no page Node', () =>
    everyWindow({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false }))
  it('3 isolates contexts', () => everyWindow({ contextIsolation: true }))
  it('4 sandboxes every process, before the application is ready, and does not run packaged without', () => {
    everyWindow({ sandbox: true })
    expect(at.steps.indexOf('sandbox')).toBeLessThan(at.steps.indexOf('ready'))
    expect(at.exits).toEqual([])
  })
  it.each([
    'no-sandbox',
    'disable-web-security',
    'remote-debugging-port',
    'ignore-certificate-errors',
    'load-extension',
  ])('4 ends a packaged application that is started with --%s', async (name) => {
    expect((await started({ switches: [name] })).exits).toEqual([1])
    expect((await started({ switches: [name], packaged: false })).exits).toEqual([])
    expect(refusedSwitch({ hasSwitch: (one) => one === name }, true)).toBe(name)
  })
  it('5 denies every permission', () => {
    const granted: boolean[] = []
    const handler = (name: string) => at.permissions.get(name) as unknown as (...args: unknown[]) => boolean
    for (const permission of ['media', 'geolocation', 'clipboard-read', 'notifications', 'openExternal', 'unknown']) {
      handler('setPermissionRequestHandler')(null, permission, (answer: boolean) => granted.push(answer))
      granted.push(handler('setPermissionCheckHandler')(null, permission))
      granted.push(handler('setDevicePermissionHandler')({ deviceType: permission }))
    }
    expect(granted).toEqual(Array.from({ length: 18 }, () => false))
  })
  it('6 keeps the security of the web', () => everyWindow({ webSecurity: true }))
  it('7 sends a policy with every answer, also on the page that is printed', async () => {
    const { systemPrinting } = await import('./system-printing.ts')
    let printed: Response | null = null
    const printing = systemPrinting(
      () => ({
        loadURL: (address) => {
          printed = printing.page(address)
          return Promise.resolve()
        },
        destroy: () => undefined,
        readyToPrint: Promise.resolve(),
        webContents: { print: (_options, done) => done?.(true, ''), getPrintersAsync: () => Promise.resolve([]) },
      }),
      () => 'name',
    )
    await printing.answer({ type: 'print', callId: 1, pdf: 'JVBERg==', device: 'd', copies: 1, duplex: false })
    const answers = [
      printed as Response | null,
      ...(await Promise.all(
        ['', 'nothing.js', `desk/bytes/${'0'.repeat(63)}`].map((path) => at.answer?.({ url: `${HOME}${path}` })),
      )),
      await at.answer?.({ url: 'app://print/unknown' }),
      await at.answer?.({ url: 'app://other/' }),
    ]
    expect(answers.map((answer) => answer?.status)).toEqual([200, 200, 404, 404, 404, 404])
    for (const answer of answers) {
      const policy = answer?.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/)
      expect(answer?.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
  it('8 runs no insecure content', () => everyWindow({ allowRunningInsecureContent: false }))
  it('9 enables no experiments', () => everyWindow({ experimentalFeatures: false }))
  it('10 enables no features of Blink', () => {
    for (const { options } of at.windows) {
      expect(options.webPreferences?.enableBlinkFeatures).toBeUndefined()
      expect(options.webPreferences?.disableBlinkFeatures).toBeUndefined()
    }
    expect(linesWith(sources, /appendSwitch|appendArgument/)).toEqual([])
  })
  it('11 has no web views that open windows', () => expect(linesWith(shipped, /<webview|allowpopups/i)).toEqual([]))
  it('12 lets no web view be attached', () => {
    everyWindow({ webviewTag: false })
    for (const { contents } of at.windows) expect(listened(contents, 'will-attach-webview', '')).toBe(true)
  })
  it('13 lets no page navigate away', () => {
    for (const { contents } of at.windows) {
      for (const url of [
        'https://casan.ro/',
        'http://127.0.0.1/',
        'file:///etc/passwd',
        'app://other/',
        'data:text/html,',
      ]) {
        expect(listened(contents, 'will-navigate', url), url).toBe(true)
        expect(listened(contents, 'will-redirect', url), url).toBe(true)
      }
      expect(listened(contents, 'will-navigate', HOME)).toBe(false)
    }
  })
  it('14 opens no new windows', () => {
    for (const { contents } of at.windows)
      for (const url of [HOME, 'https://example.test/', 'https://casan.ro/'])
        expect(contents.opens?.({ url })).toEqual({ action: 'deny' })
  })
  it('15 gives the system no address but those on a list', () => {
    const [window] = at.windows
    for (const url of [
      'https://example.test/',
      'http://casan.ro/',
      'file:///bin/sh',
      'smb://host/',
      'javascript:0',
      'calc:',
    ])
      window?.contents.opens?.({ url })
    expect(at.opened).toEqual([])
    window?.contents.opens?.({ url: 'https://casan.ro/' })
    expect(at.opened).toEqual(['https://casan.ro/'])
    expect(linesWith(sources, /openExternal\(/)).toHaveLength(1)
  })
  it('16 is built with the one version that is pinned (whether it is the newest cannot be checked here)', () => {
    const pinned = (json('package.json')['devDependencies'] as Record<string, string>)['electron']
    expect(pinned).toMatch(/^\d+\.\d+\.\d+$/)
    const locked = (json('package-lock.json')['packages'] as Record<string, { version: string }>)[
      'node_modules/electron'
    ]
    expect(locked?.version).toBe(pinned)
    expect(json('node_modules/electron/package.json')['version']).toBe(pinned)
    const names = Object.keys(json('node_modules/electron/checksums.json'))
    for (const platform of ['linux-x64', 'win32-x64'])
      expect(names).toContain(`electron-v${String(pinned)}-${platform}.zip`)
    expect(readFileSync('forge.config.ts', 'utf8')).not.toContain('electronVersion')
  })
  it('17 checks who sends a message', () => {
    expect([...at.ipc.keys()]).toEqual(['desk-port-wanted'])
    const [window] = at.windows
    const main = window?.contents.mainFrame
    const asks = (senderFrame: unknown) =>
      (at.ipc.get('desk-port-wanted') as unknown as (event: object) => void)({ senderFrame })
    for (const other of [null, { url: HOME }, { url: 'https://example.test/' }, at.windows[1]?.contents.mainFrame])
      asks(other)
    expect(window?.contents.postMessage).not.toHaveBeenCalled()
    asks(main)
    expect(window?.contents.postMessage).toHaveBeenCalledExactlyOnceWith('desk-port', null, [expect.anything()])
    Object.assign(main ?? {}, { url: 'https://example.test/' })
    asks(main)
    expect(window?.contents.postMessage).toHaveBeenCalledTimes(1)
  })
  it('18 uses no file addresses', () => expect(linesWith(sources, /loadFile\(|['"]file:/)).toEqual([]))
  it('19 sets every fuse', async () => {
    const { FuseV1Options } = await import('@electron/fuses')
    const forge = readFileSync('forge.config.ts', 'utf8')
    expect(forge).toContain('strictlyRequireAllFuses: true')
    const set = Object.fromEntries(
      [...forge.matchAll(/\[FuseV1Options\.(\w+)\]: (true|false)/g)].map(([, name, value]) => [name, value === 'true']),
    )
    expect(Object.keys(set).toSorted()).toEqual(
      Object.keys(FuseV1Options)
        .filter((name) => !/^\d+$/.test(name))
        .toSorted(),
    )
    expect(set).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    })
  })
  it('20 gives the page no interface of Electron, only the bridge to the desk', async () => {
    await import('./preload.ts')
    expect([...at.exposed.keys()]).toEqual(['desk'])
    const bridge = at.exposed.get('desk') ?? {}
    expect(Object.keys(bridge).toSorted()).toEqual(['bytesUrl', 'call', 'putBytes', 'subscribe'])
    for (const member of Object.values(bridge)) expect(typeof member).toBe('function')
    expect(at.sent).toEqual(['desk-port-wanted'])
  })
  it('has a test for each of its 20 points', () => {
    const own = readFileSync('electron/security-list.test.ts', 'utf8')
    const tested = new Set([...own.matchAll(/^ *(?:it\(|\]\)\()'(\d+) /gm)].map(([, point]) => Number(point)))
    expect([...tested]).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })
  it('shows no menu, and runs once', () => {
    expect(at.menu).toBeNull()
    expect(at.steps).toContain('single instance')
  })
})
