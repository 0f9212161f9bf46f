/**
 * A simulated Electron that records what the application asks of it. It has what `electron/main.ts` and
 * `electron/preload.ts` use, and nothing else: a call of anything more fails.
 */
import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions } from 'electron'
import { vi } from 'vitest'

type Listener = (...args: never[]) => unknown
interface FakeContents extends EventEmitter {
  readonly mainFrame: { readonly url: string }
  readonly postMessage: ReturnType<typeof vi.fn>
  opens?: (details: { url: string }) => { action: string }
}

/** What the application asked of Electron. */
export interface Recorded {
  /** In order. */
  readonly steps: string[]
  readonly windows: { readonly options: BrowserWindowConstructorOptions; readonly contents: FakeContents }[]
  readonly loaded: string[]
  readonly opened: string[]
  readonly permissions: Map<string, Listener>
  readonly ipc: Map<string, Listener>
  readonly exposed: Map<string, Record<string, unknown>>
  readonly sent: string[]
  readonly exits: number[]
  schemes: { scheme: string; privileges: Record<string, boolean> }[]
  answer: ((request: { url: string }) => Response | Promise<Response>) | null
  menu: unknown
  packaged: boolean
  switches: readonly string[]
}
type Records = () => Recorded

const fakeApp = (recorded: Records) =>
  Object.defineProperty(
    Object.assign(new EventEmitter(), {
      commandLine: { hasSwitch: (name: string) => recorded().switches.includes(name) },
      enableSandbox: () => void recorded().steps.push('sandbox'),
      exit: (code: number) => void recorded().exits.push(code),
      quit: () => undefined,
      getPath: () => 'user-data',
      requestSingleInstanceLock: () => (recorded().steps.push('single instance'), true),
      whenReady: () => (recorded().steps.push('ready'), Promise.resolve()),
    }),
    'isPackaged',
    { get: () => recorded().packaged },
  )

function fakeWindow(recorded: Records, app: EventEmitter) {
  return class FakeWindow extends EventEmitter {
    readonly webContents: FakeContents
    constructor(options: BrowserWindowConstructorOptions) {
      super()
      const contents = Object.assign(new EventEmitter(), {
        mainFrame: { url: 'app://desk/' },
        postMessage: vi.fn(),
        setWindowOpenHandler: (handler: NonNullable<FakeContents['opens']>) => void (this.webContents.opens = handler),
      })
      this.webContents = contents
      recorded().windows.push({ options, contents })
      app.emit('web-contents-created', {}, contents)
    }
    loadURL(address: string) {
      recorded().loaded.push(address)
      return Promise.resolve()
    }
    show() {}
    focus() {}
    destroy() {}
  }
}

/** The desk's process, which is ready as soon as it is started. */
const fakeProcess = () => {
  const child = Object.assign(new EventEmitter(), {
    kill: () => true,
    postMessage: ({ type }: { type: string }) => {
      if (type === 'start') setImmediate(() => child.emit('message', { type: 'ready' }))
    },
  })
  return child
}
const fakePort = () => ({
  on: () => undefined,
  start: () => undefined,
  postMessage: () => undefined,
  close: () => undefined,
})
const PERMISSION_HANDLERS = ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler']

/** The module `electron`; `recorded` returns where its calls are recorded now. */
export function fakeElectron(recorded: Records) {
  const app = fakeApp(recorded)
  return {
    app,
    BrowserWindow: fakeWindow(recorded, app),
    dialog: { showErrorBox: (title: string, text: string) => void recorded().steps.push(`${title}: ${text}`) },
    ipcMain: { on: (name: string, listener: Listener) => void recorded().ipc.set(name, listener) },
    Menu: { setApplicationMenu: (menu: unknown) => void (recorded().menu = menu) },
    MessageChannelMain: class {
      readonly port1 = fakePort()
      readonly port2 = fakePort()
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: Recorded['schemes']) => {
        recorded().steps.push('schemes')
        recorded().schemes = schemes
      },
      handle: (_scheme: string, answer: NonNullable<Recorded['answer']>) => void (recorded().answer = answer),
    },
    safeStorage: { isEncryptionAvailable: () => true, getSelectedStorageBackend: () => 'gnome_libsecret' },
    session: {
      defaultSession: Object.fromEntries(
        PERMISSION_HANDLERS.map((name) => [
          name,
          (handler: Listener) => void recorded().permissions.set(name, handler),
        ]),
      ),
    },
    shell: { openExternal: (address: string) => (recorded().opened.push(address), Promise.resolve()) },
    utilityProcess: { fork: fakeProcess },
    contextBridge: {
      exposeInMainWorld: (name: string, value: Record<string, unknown>) => void recorded().exposed.set(name, value),
    },
    ipcRenderer: { once: () => undefined, send: (name: string) => void recorded().sent.push(name) },
  }
}
