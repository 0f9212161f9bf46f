/**
 * The main process's side of printing at the system's printers: a hidden, sandboxed window shows the PDF under an
 * address that nobody can guess, and Chromium hands it to the system. The bytes stay in memory.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron'
import type { FromDeskProcess, ToDeskProcess } from './desk-channel.ts'

/** `plugins`: Chromium's own PDF viewer, the only one there is. */
export const PRINT_WINDOW: BrowserWindowConstructorOptions = {
  show: false,
  webPreferences: {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    javascript: true,
    plugins: true,
    devTools: false,
  },
}
const ORIGIN = 'app://print/'
/** A driver that shows a window of its own may never answer; the desk is told, whatever comes of it. */
const PATIENCE = { readyMs: 20_000, printMs: 120_000 }
/** In place of Chromium's words where it gave none: nothing went to the system · it may have. */
export const NOT_READY = 'the PDF was not ready to print'
export const NO_ANSWER = 'the system did not answer'

export type PrintWindow = Pick<BrowserWindow, 'loadURL' | 'destroy'> & {
  readonly webContents: Pick<WebContents, 'print' | 'getPrintersAsync'>
  /** Once the PDF viewer has the whole document. */
  readonly readyToPrint: Promise<void>
}

/**
 * Loaded is not ready: the viewer is a frame of its own that fetches the document after the page has loaded, and what
 * is printed before that is a blank sheet, called a success (electron/electron#30947). Electron says when in an event
 * of its own (#43436).
 */
export function printWindow(window: BrowserWindow): PrintWindow {
  const events: NodeJS.EventEmitter = window.webContents
  return {
    loadURL: (address) => window.loadURL(address),
    destroy: () => window.destroy(),
    webContents: window.webContents,
    readyToPrint: new Promise((resolve) => events.once('-pdf-ready-to-print', () => resolve())),
  }
}
type Question = Extract<FromDeskProcess, { type: 'list-printers' | 'print' }>

export interface SystemPrinting {
  answer(question: Question): Promise<ToDeskProcess>
  /** The answer to a request of a print window; null: none of ours. */
  page(address: string): Response | null
}

export function systemPrinting(
  openWindow: () => PrintWindow,
  randomName: () => string,
  patience = PATIENCE,
): SystemPrinting {
  const shown = new Map<string, Uint8Array<ArrayBuffer>>()

  async function list(callId: number): Promise<ToDeskProcess> {
    const window = openWindow()
    try {
      const found = await window.webContents.getPrintersAsync()
      return {
        type: 'printers',
        callId,
        printers: found.map(({ displayName, name }) => ({ name: displayName || name, device: name })),
      }
    } catch {
      return { type: 'printers', callId, printers: [] }
    } finally {
      window.destroy()
    }
  }

  async function print({
    callId,
    copies,
    device,
    duplex,
    pdf,
  }: Extract<Question, { type: 'print' }>): Promise<ToDeskProcess> {
    const address = `${ORIGIN}${randomName()}`
    shown.set(address, new Uint8Array(Buffer.from(pdf, 'base64')))
    const window = openWindow()
    const timers: NodeJS.Timeout[] = []
    const after = <T>(ms: number, value: T) => new Promise<T>((resolve) => timers.push(setTimeout(resolve, ms, value)))
    try {
      await window.loadURL(address)
      const isReady = await Promise.race([window.readyToPrint.then(() => true), after(patience.readyMs, false)])
      if (!isReady) return { type: 'print-ended', callId, failure: NOT_READY }
      const failure = await new Promise<string | null>((resolve) => {
        void after(patience.printMs, NO_ANSWER).then(resolve)
        window.webContents.print(
          {
            silent: true,
            deviceName: device,
            copies,
            duplexMode: duplex ? 'longEdge' : 'simplex',
            pageSize: 'A4',
            margins: { marginType: 'none' },
          },
          (success, reason) => resolve(success ? null : reason),
        )
      })
      return { type: 'print-ended', callId, failure }
    } catch (error) {
      return { type: 'print-ended', callId, failure: error instanceof Error ? error.message : 'failed' }
    } finally {
      for (const timer of timers) clearTimeout(timer)
      shown.delete(address)
      window.destroy()
    }
  }

  return {
    answer: (question) => (question.type === 'print' ? print(question) : list(question.callId)),
    page: (address) => {
      const pdf = shown.get(address)
      if (pdf !== undefined)
        return new Response(pdf, {
          headers: {
            'content-type': 'application/pdf',
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          },
        })
      return address.startsWith(ORIGIN) ? new Response(null, { status: 404 }) : null
    },
  }
}
