/** The scanner and the printer of a desk: search, selection, state and use. */
import { z } from 'zod'
import { SCAN_COLOURS, SCAN_PAPERS, SCAN_SOURCES } from '../../domain/devices/scanning.ts'
import { ATTACHMENT_ROLES } from '../../domain/request/request.ts'
import { problemSchema } from '../problem.ts'
import { id, line } from '../values.ts'
import { draft } from './draft.ts'
import { printJob, printerState } from './paper.ts'
import { command, done, nothing, query, type Procedures, neverStale } from './procedure.ts'

export const scanSettings = z.object({
  source: z.enum(SCAN_SOURCES),
  /** Dots per inch. */
  resolution: z.int().min(50).max(1200),
  colour: z.enum(SCAN_COLOURS),
  paper: z.enum(SCAN_PAPERS),
})
const sourceCapabilities = z.object({
  source: z.enum(SCAN_SOURCES),
  resolutions: z.array(z.int()),
  colours: z.array(z.enum(SCAN_COLOURS)),
  /** Millimetres; null: the scanner does not report it. */
  widest: z.number().nullable(),
  longest: z.number().nullable(),
})
const deviceName = line(120).min(1)

/** `escl`: by its address · `sane`: of the system · `folder`: the watched folder of this desk. */
export const scannerChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('escl'), name: deviceName, url: z.url({ protocol: /^https?$/ }).max(300) }),
  z.object({ kind: z.literal('sane'), name: deviceName, device: z.string().min(1).max(300) }),
  z.object({ kind: z.literal('folder'), name: deviceName }),
])
export type ScannerChoice = z.infer<typeof scannerChoice>

/**
 * `configured`: the one that the administrator gave this desk · `ipp`: by its address · `system`: of the operating
 * system.
 */
export const printerChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('configured') }),
  z.object({ kind: z.literal('ipp'), name: deviceName, uri: z.url({ protocol: /^(ipps?|https?)$/ }).max(300) }),
  z.object({ kind: z.literal('system'), name: deviceName, device: z.string().min(1).max(300) }),
])
export type PrinterChoice = z.infer<typeof printerChoice>
export const printSettings = z.object({ copies: z.int().min(1).max(9), duplex: z.boolean() })

const scannerLogin = z.object({ user: line(120).min(1), password: z.string().min(1).max(200) })

export const chosenDevices = z.object({
  scanner: scannerChoice.nullable(),
  /** As chosen for this scanner; null while nothing can be chosen at it. */
  scanSettings: scanSettings.nullable(),
  /** With which user name the desk logs in to it; null where none was entered. */
  scannerUser: z.string().nullable(),
  printer: printerChoice,
  /** Its name, also of the configured one; empty where there is none. */
  printerName: z.string(),
  printSettings,
  scanFolder: z.string(),
})

export const scannerState = z.object({
  name: z.string(),
  kind: z.enum(['escl', 'sane', 'folder', 'none']),
  ready: z.boolean(),
  model: z.string(),
  sources: z.array(sourceCapabilities),
  settings: scanSettings.nullable(),
  /** Why it is not ready. */
  problem: problemSchema.nullable(),
})
/** A running scan of this desk: pages taken so far. */
export const scanUnderWay = z.object({ draftId: id, pages: z.int() })
/** The result of a scan. A problem undoes nothing: the pages taken before it are in the draft. */
export const scanOutcome = z.object({ draft, pages: z.int(), problem: problemSchema.nullable() })

/**
 * The task by which progress events of a scan are known: `done` is the pages taken, with the share of the next one
 * behind the point.
 */
export const SCAN_TASK = 'scan'

export const deviceProcedures = {
  'devices.chosen': query('open', nothing, chosenDevices, { staleBy: ['devices'] }),
  /** Looks for scanners for some seconds: the network, the system, the watched folder. */
  'devices.findScanners': query('device.choose', nothing, z.object({ scanners: z.array(scannerChoice) }), neverStale),
  'devices.findPrinters': query(
    'device.choose',
    nothing,
    z.object({ printers: z.array(printerChoice.and(z.object({ detail: z.string() }))) }),
    neverStale,
  ),
  /** A scanner by the address that a person typed: `10.0.0.7`, `scanner.local`, `https://…/eSCL`. */
  'devices.scannerAt': query('device.choose', z.object({ address: line(300).min(1) }), scannerChoice, neverStale),
  /**
   * Null: no scanner is used any more. Settings are adapted to what the scanner supports; a scanner that does not
   * answer is selected all the same.
   */
  'devices.chooseScanner': command('device.choose', z.object({ scanner: scannerChoice.nullable() }), chosenDevices, {
    makesStale: ['devices', 'printer', 'scans'],
  }),
  'devices.setScan': command('device.choose', z.object({ settings: scanSettings }), chosenDevices, {
    makesStale: ['devices', 'printer', 'scans'],
  }),
  /** For a scanner that asks for a login; null: it is forgotten. The password never comes back. */
  'devices.setScannerLogin': command('device.choose', z.object({ login: scannerLogin.nullable() }), chosenDevices, {
    makesStale: ['devices', 'scans'],
  }),
  /** `anew`: the certificate that it shows now is accepted as its own from now on. */
  'devices.choosePrinter': command(
    'device.choose',
    z.object({ printer: printerChoice, settings: printSettings, anew: z.boolean().default(false) }),
    chosenDevices,
    { makesStale: ['devices', 'printer', 'scans'] },
  ),

  'scanner.state': query('open', nothing, scannerState, { staleBy: ['devices'] }),
  'scanner.running': query('open', nothing, scanUnderWay.nullable(), { staleBy: ['devices'] }),
  /** Scans into a draft, page by page; answers when the scan has ended. Progress comes as events. */
  'scanner.scan': command(
    'request.register',
    z.object({ draftId: id, role: z.enum(ATTACHMENT_ROLES).default('request') }),
    scanOutcome,
  ),
  'scanner.cancel': command('request.register', nothing, done),
  /** A quick, small preview of the page on the glass; it is not stored. A data address of an image. */
  'scanner.preview': command('request.register', nothing, z.object({ image: z.string() })),

  'printer.state': query('open', nothing, printerState, { staleBy: ['printer', 'devices'] }),
  'printer.testPage': command('device.choose', nothing, printJob, { makesStale: ['printer'] }),
} as const satisfies Procedures
