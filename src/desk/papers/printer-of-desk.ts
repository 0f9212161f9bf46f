/** A driver of src/devices as the desk's procedures see it. */
import { ok } from '../../domain/problem.ts'
import type { Printer } from '../../devices/printer/printer.ts'
import type { PrinterPort } from './printer-port.ts'

export const printerOfDesk = (printer: Printer): PrinterPort => ({
  state: async () => {
    const { ready, reasons } = await printer.state()
    return { name: printer.name, kind: printer.kind, ready, detail: reasons.join(', ') }
  },
  print: async (pdf, title) => {
    const outcome = await printer.print(pdf, { jobName: title })
    return outcome.ok ? ok({ jobId: outcome.value.jobId, state: outcome.value.state }) : outcome
  },
})
