/** What the devices of a desk need from outside; tests and hosts can replace it. */
import type { FoundPrinter } from '../../devices/printer/find-printers.ts'
import type { Printer } from '../../devices/printer/printer.ts'
import type { FoundScanner } from '../../devices/scanner/discovery/find-escl.ts'
import type { SaneEnvironment } from '../../devices/scanner/sane/sane-scanner.ts'

/** Printers of the operating system where the host reaches them (Electron on Windows). */
export interface SystemPrinters {
  readonly list: () => Promise<{ name: string; device: string }[]>
  readonly printer: (name: string, device: string) => Printer
}
export interface DeviceOptions {
  readonly systemPrinters?: SystemPrinters
  readonly sane?: Omit<SaneEnvironment, 'workFolder'>
  readonly findEscl?: () => Promise<FoundScanner[]>
  readonly findPrinters?: () => Promise<FoundPrinter[]>
}
