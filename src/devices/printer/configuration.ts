/** Makes the printer of a desk from its configuration. */
import { z } from 'zod'
import { refuse } from '../../domain/problem.ts'
import { folderPrinter } from './folder-printer.ts'
import { ippPrinter } from './ipp-printer.ts'
import type { Printer } from './printer.ts'

export const printerConfiguration = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ipp'), name: z.string().min(1).max(80), uri: z.url({ protocol: /^(ipps?|https?)$/ }) }),
  z.object({ kind: z.literal('folder'), name: z.string().min(1).max(80), folder: z.string().min(1) }),
  z.object({ kind: z.literal('none') }),
])
export type PrinterConfiguration = z.infer<typeof printerConfiguration>

/** For a desk without a printer: everything else works, and its papers stay on the list of papers to print. */
const noPrinter: Printer = {
  name: '',
  kind: 'none',
  state: () => Promise.resolve({ ready: false, reasons: [] }),
  print: () => Promise.resolve(refuse('printer.none')),
}

export function printerFrom(configuration: PrinterConfiguration, now: () => Date): Printer {
  switch (configuration.kind) {
    case 'ipp':
      return ippPrinter(configuration)
    case 'folder':
      return folderPrinter({ ...configuration, now })
    case 'none':
      return noPrinter
  }
}
