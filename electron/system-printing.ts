/**
 * Prints on printers of the operating system, in the main process. A hidden, sandboxed window shows the PDF under an
 * address that cannot be guessed, and Chromium sends it to the system. The bytes stay in memory.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron'
import type { FromDeskProcess, ToDeskProcess } from './desk-channel.ts'
import { PROTECTED_PAGE } from './protected-pages.ts'

/** `plugins` enables Chromium's PDF viewer, which needs scripts. */
export const PRINT_WINDOW: BrowserWindowConstructorOptions = {
  show: false,
  webPreferences: { ...PROTECTED_PAGE, javascript: true, plugins: true },
}
const ORIGIN = 'app://print/'
/** The page is a PDF: it loads, runs and sends nothing. Chromium's viewer has a policy of its own. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}
/** A driver that shows a window of its own may never answer. The desk gets an answer after these times anyway. */
const TIMEOUTS = { readyMs: 20_000, printMs: 120_000 }
/** Nothing was sent to the system. Used where Chromium gives no message. */
export const NOT_READY = 'the PDF was not ready to print'
/** The system may have printed the paper. Used where Chromium gives no message. */
export const NO_ANSWER = 'the system did not answer'

export type PrintWindow = Pick<BrowserWindow, 'loadURL' | 'destroy'> & {
  readonly webContents: Pick<WebContents, 'print' | 'getPrintersAsync'>
  /** Resolves once the PDF viewer has the whole document. */
  readonly readyToPrint: Promise<void>
}

/**
 * A loaded page is not ready to print. The viewer is a frame of its own that fetches the document after the page has
 * loaded; an earlier print gives a blank sheet and is reported as a success (electron/electron#30947). Electron emits
 * an event of its own when the viewer is ready (#43436).
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
  /** The answer to a request of a print window; null when the address is not that of a print window. */
  page(address: string): Response | null
}

export function systemPrinting(
  openWindow: () => PrintWindow,
  randomName: () => string,
  timeouts = TIMEOUTS,
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
      const isReady = await Promise.race([window.readyToPrint.then(() => true), after(timeouts.readyMs, false)])
      if (!isReady) return { type: 'print-ended', callId, failure: NOT_READY }
      const failure = await new Promise<string | null>((resolve) => {
        void after(timeouts.printMs, NO_ANSWER).then(resolve)
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
      if (pdf !== undefined) return new Response(pdf, { headers: { ...HEADERS, 'content-type': 'application/pdf' } })
      return address.startsWith(ORIGIN) ? new Response(null, { status: 404, headers: HEADERS }) : null
    },
  }
}
