/** Electron's main process. It only composes: one window, its security, and the desk process. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { listRendererFiles } from '../src/desk/hosts/page/renderer-files.ts'
import { portClient } from '../src/desk/hosts/port/port-client.ts'
import { HOME, answerAppRequest } from './app-protocol.ts'
import { refusedSwitch } from './command-line.ts'
import { readConfiguration } from './configuration.ts'
import { startDeskProcess } from './desk-supervisor.ts'
import { windowOptions } from './desk-window.ts'
import { overMainPort } from './node-port.ts'
import { denyPermissions, isAt, securePage } from './page-security.ts'
import { answerSecretRequest, isSafeKeyStore, keyStoreName } from './safe-storage.ts'
import { PRINT_WINDOW, printWindow, systemPrinting } from './system-printing.ts'

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])
app.enableSandbox()
// A packaged build never runs without a protection, even when the command line asks for it.
if (refusedSwitch(app.commandLine, app.isPackaged) !== null) app.exit(1)

async function run(): Promise<void> {
  const keyStore = keyStoreName(safeStorage, process.platform)
  if (!isSafeKeyStore(keyStore))
    throw new Error(`This machine has no safe key store for the key of the local cache (${keyStore}).`)

  const printing = systemPrinting(
    () => printWindow(new BrowserWindow(PRINT_WINDOW)),
    () => randomUUID(),
  )
  const desk = startDeskProcess(
    utilityProcess.fork(path.join(__dirname, 'desk-process.mjs'), [], { serviceName: 'desk' }),
    { secret: (message) => answerSecretRequest(safeStorage, message), printing: (message) => printing.answer(message) },
  )
  await desk.start({
    type: 'start',
    configuration: readConfiguration({
      argv: process.argv.slice(1),
      userData: app.getPath('userData'),
      packaged: app.isPackaged,
    }),
    keyStore,
  })
  const serve = () => {
    const { port1, port2 } = new MessageChannelMain()
    desk.serve(port1)
    return port2
  }
  const own = portClient(overMainPort(serve()))
  const files = await listRendererFiles(
    app.isPackaged ? path.join(__dirname, '../renderer') : path.resolve('dist/renderer'),
  )

  protocol.handle('app', (request) => printing.page(request.url) ?? answerAppRequest(request.url, files, own))
  denyPermissions(session.defaultSession)
  Menu.setApplicationMenu(null)
  app.on('web-contents-created', (_event, contents) => securePage(contents, shell, HOME))

  const window = new BrowserWindow(windowOptions(path.join(__dirname, 'preload.cjs')))
  ipcMain.on('desk-port-wanted', (event) => {
    // Only the main frame of our own page gets a port to the desk.
    if (event.senderFrame === window.webContents.mainFrame && isAt(event.senderFrame.url, HOME))
      window.webContents.postMessage('desk-port', null, [serve()])
  })
  window.once('ready-to-show', () => window.show())
  app.on('second-instance', () => window.focus())
  app.on('window-all-closed', () => void desk.stop().then(() => app.quit()))
  await window.loadURL(HOME)
}

if (!app.requestSingleInstanceLock()) app.quit()
else
  void app
    .whenReady()
    .then(run)
    .catch((failure: unknown) => {
      dialog.showErrorBox('Ghișeu DES', failure instanceof Error ? failure.message : String(failure))
      app.exit(1)
    })
