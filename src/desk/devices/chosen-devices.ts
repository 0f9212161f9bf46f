/** The scanner and the printer of this desk: found, chosen once, kept in its settings. */
import { fittingSettings, type ScanSettings } from '../../domain/devices/scanning.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { ippPrinter } from '../../devices/printer/ipp-printer.ts'
import { findPrinters } from '../../devices/printer/find-printers.ts'
import type { DeviceLogin } from '../../devices/http/device-login.ts'
import type { Pin } from '../../devices/pinned-tls.ts'
import type { Printer } from '../../devices/printer/printer.ts'
import { scannerFrom, type ScannerConfiguration } from '../../devices/scanner/configuration.ts'
import { findEscl } from '../../devices/scanner/discovery/find-escl.ts'
import { settledRoot } from '../../devices/scanner/escl/settled-root.ts'
import type { WatchedFolder } from '../../devices/scanner/folder/watched-folder.ts'
import { listSane } from '../../devices/scanner/sane/sane-scanner.ts'
import type { Scanner } from '../../devices/scanner/scanner.ts'
import type { PrinterChoice, ProcedureInput, ProcedureOutput, ScannerChoice } from '../../protocol/desk.ts'
import type { Settings } from '../cache/settings.ts'
import type { DeviceOptions } from './device-options.ts'
import { movedScanner } from './moved-scanner.ts'
import type { ScannerLogin } from './scanner-login.ts'

type Chosen = ProcedureOutput<'devices.chosen'>
type PrintSettings = Chosen['printSettings']
const ONE_COPY: PrintSettings = { copies: 1, duplex: false }

export interface ChosenDevices {
  readonly chosen: () => Chosen
  readonly scanner: () => { scanner: Scanner; settings: ScanSettings | null } | null
  readonly printer: () => { printer: Printer; settings: PrintSettings }
  readonly findScanners: () => Promise<ScannerChoice[]>
  readonly findPrinters: () => Promise<ProcedureOutput<'devices.findPrinters'>['printers']>
  readonly chooseScanner: (choice: ScannerChoice | null) => Promise<Chosen>
  /** Refuses with scanner.none where no network scanner is chosen. Rejects while the key store does not answer. */
  readonly setScannerLogin: (login: DeviceLogin | null) => Promise<Result<Chosen>>
  readonly setScan: (settings: ScanSettings) => Result<Chosen>
  readonly choosePrinter: (input: ProcedureInput<'devices.choosePrinter'>) => Result<Chosen>
}

/** A scanner chosen by its address alone is renamed to its model once it has reported it. */
const namedByModel = (device: ScannerConfiguration, model: string): ScannerConfiguration =>
  device.kind === 'escl' && device.name === URL.parse(device.url)?.hostname && model !== ''
    ? { ...device, name: model.slice(0, 120) }
    : device

interface ChosenDevicesOptions {
  readonly settings: Settings
  readonly folder: WatchedFolder
  readonly workFolder: string
  /** The printer that the administrator gave this desk. */
  readonly configured: Printer
  readonly options: DeviceOptions
  readonly login: ScannerLogin
}

type SearchOptions = Pick<ChosenDevicesOptions, 'folder' | 'configured' | 'options'> & {
  readonly sane: Parameters<typeof listSane>[0]
}

/** What can be chosen: on the network, at this computer, and what the administrator gave the desk. */
const searches = ({
  folder,
  configured,
  options,
  sane,
}: SearchOptions): Pick<ChosenDevices, 'findScanners' | 'findPrinters'> => ({
  findScanners: async () => {
    const [escl, system] = await Promise.all([(options.findEscl ?? findEscl)(), listSane(sane)])
    return [
      ...escl.map(({ name, url }): ScannerChoice => ({ kind: 'escl', name, url })),
      ...system.map(({ device, vendor, model }): ScannerChoice => ({
        kind: 'sane',
        name: `${vendor} ${model}`.trim().slice(0, 120) || device.slice(0, 120),
        device,
      })),
      { kind: 'folder', name: folder.folder.slice(-120) },
    ]
  },
  findPrinters: async () => {
    const [queues, system] = await Promise.all([
      (options.findPrinters ?? findPrinters)(),
      options.systemPrinters?.list() ?? [],
    ])
    return [
      ...(configured.kind === 'none' ? [] : [{ kind: 'configured' as const, detail: configured.name }]),
      ...queues.map(({ name, uri, detail }) => ({ kind: 'ipp' as const, name, uri, detail })),
      ...system.map(({ name, device }) => ({ kind: 'system' as const, name, device, detail: '' })),
    ]
  },
})

/** The printers behind the choices, each known by the certificate that it showed when it was chosen. */
function printersOf({
  settings,
  configured,
  options,
}: Pick<ChosenDevicesOptions, 'settings' | 'configured' | 'options'>) {
  const isChosen = (choice: PrinterChoice): boolean =>
    JSON.stringify(settings.get('printer')?.choice) === JSON.stringify(choice)
  const printerPin = (choice: PrinterChoice): Pin => ({
    known: () => (isChosen(choice) ? (settings.get('printer')?.certificate ?? null) : null),
    first: (certificate) => {
      const now = settings.get('printer')
      // If another printer was chosen in the meantime, this certificate is not that printer's.
      if (now !== null && isChosen(choice)) settings.set('printer', { ...now, certificate })
    },
  })
  const printerOf = (choice: PrinterChoice): Printer => {
    if (choice.kind === 'ipp') return ippPrinter({ ...choice, pin: printerPin(choice) })
    return choice.kind === 'system' && options.systemPrinters !== undefined
      ? options.systemPrinters.printer(choice.name, choice.device)
      : configured
  }
  return { printerOf, isChosen }
}

/** The driver of a scanner, which keeps the certificate that the scanner shows first. */
const driversOf =
  ({
    settings,
    folder,
    sane,
    login,
  }: Pick<ChosenDevicesOptions, 'settings' | 'folder' | 'login'> & { sane: Parameters<typeof listSane>[0] }) =>
  (device: ScannerConfiguration): Scanner =>
    scannerFrom(device, {
      folder,
      sane,
      login: () => (device.kind === 'escl' ? login.loginAt(device.url) : Promise.resolve(null)),
      onCertificate: (certificate) => {
        const now = settings.get('scanner')
        // If another scanner was chosen in the meantime, this certificate is not that scanner's.
        if (now?.device.kind === 'escl' && device.kind === 'escl' && now.device.url === device.url)
          settings.set('scanner', { ...now, device: { ...now.device, certificate } })
      },
    })

const choiceOf = (device: ScannerConfiguration): ScannerChoice =>
  device.kind === 'escl' ? { kind: 'escl', name: device.name, url: device.url } : device

const loginSetter =
  ({ settings, login }: Pick<ChosenDevicesOptions, 'settings' | 'login'>, chosen: () => Chosen) =>
  async (entered: DeviceLogin | null): Promise<Result<Chosen>> => {
    const device = settings.get('scanner')?.device
    if (device?.kind !== 'escl') return refuse('scanner.none')
    if (entered === null) login.forget()
    else await login.keep(device.url, entered)
    return ok(chosen())
  }

export function chosenDevices({
  settings,
  folder,
  workFolder,
  configured,
  options,
  login,
}: ChosenDevicesOptions): ChosenDevices {
  const sane = { workFolder, ...options.sane }
  const { printerOf, isChosen } = printersOf({ settings, configured, options })
  const driverOf = driversOf({ settings, folder, sane, login })
  const chosen = (): Chosen => {
    const scanner = settings.get('scanner')
    const printer = settings.get('printer')
    const choice: PrinterChoice = printer?.choice ?? { kind: 'configured' }
    return {
      scanner: scanner === null ? null : choiceOf(scanner.device),
      scanSettings: scanner?.settings ?? null,
      scannerUser: scanner?.device.kind === 'escl' ? login.userAt(scanner.device.url) : null,
      printer: choice,
      printerName: printerOf(choice).name,
      printSettings: printer?.settings ?? ONE_COPY,
      scanFolder: folder.folder,
    }
  }
  return {
    chosen,
    scanner: () => {
      const scanner = settings.get('scanner')
      if (scanner === null) return null
      const { device, settings: wanted } = scanner
      if (device.kind !== 'escl') return { scanner: driverOf(device), settings: wanted }
      const keep = (moved: typeof device): void => {
        const now = settings.get('scanner')
        if (now?.device.kind === 'escl' && now.device.url === device.url)
          settings.set('scanner', { ...now, device: { ...now.device, url: moved.url } })
      }
      return { scanner: movedScanner({ device, driverOf, find: options.findEscl ?? findEscl, keep }), settings: wanted }
    },
    printer: () => {
      const printer = settings.get('printer')
      return { printer: printerOf(printer?.choice ?? { kind: 'configured' }), settings: printer?.settings ?? ONE_COPY }
    },
    ...searches({ folder, configured, options, sane }),
    chooseScanner: async (choice) => {
      if (choice === null) {
        settings.forget('scanner')
        login.forget()
        return chosen()
      }
      const before = settings.get('scanner')
      const device: ScannerConfiguration =
        choice.kind === 'escl' ? { ...choice, url: await settledRoot(choice.url), certificate: null } : choice
      // A person chose it just now: its present certificate becomes the known one.
      settings.set('scanner', { device, settings: null })
      const described = await driverOf(device).describe()
      const fitting = described.ok ? fittingSettings(described.value.sources, before?.settings ?? {}) : null
      const now = settings.get('scanner')
      if (now !== null)
        settings.set('scanner', {
          device: described.ok ? namedByModel(now.device, described.value.model) : now.device,
          settings: fitting,
        })
      return chosen()
    },
    setScannerLogin: loginSetter({ settings, login }, chosen),
    setScan: (wanted) => {
      const scanner = settings.get('scanner')
      if (scanner === null) return refuse('scanner.none')
      settings.set('scanner', { ...scanner, settings: wanted })
      return ok(chosen())
    },
    choosePrinter: ({ printer, settings: wanted, anew }) => {
      const certificate = isChosen(printer) && anew !== true ? (settings.get('printer')?.certificate ?? null) : null
      settings.set('printer', { choice: printer, settings: wanted, certificate })
      return ok(chosen())
    },
  }
}
