import { ok, refuse } from '../../domain/problem.ts'
import { scannerAt } from './escl-address.ts'
import { loadPaperRenderer } from '../papers/paper-code.ts'
import type { DeskParts } from '../parts.ts'
import type { Person } from '../session/session.ts'
import type { Group, Handlers } from '../door/handlers.ts'

type Choice = 'choose-scanner' | 'choose-printer' | 'set-scan' | 'set-scanner-login'

type Parts = Pick<DeskParts, 'devices' | 'clock' | 'settings' | 'audit' | 'house'>

export function deviceProcedures(parts: Parts): Handlers<Group<'devices'> | Group<'printer'>> {
  const { devices, clock, settings, audit, house } = parts
  /** The desk's audit records where papers go and where pages come from. */
  const record = (act: Choice, { actorId }: Person, subject: string): void =>
    audit({ at: clock.iso(), actorId, act, subject })
  return {
    'devices.chosen': () => ok(devices.chosen()),
    'devices.findScanners': async () => ok({ scanners: await devices.findScanners() }),
    'devices.findPrinters': async () => ok({ printers: await devices.findPrinters() }),
    'devices.scannerAt': ({ address }) => scannerAt(address),
    'devices.chooseScanner': async ({ scanner }, person) => {
      const chosen = await devices.chooseScanner(scanner)
      record('choose-scanner', person, scanner?.name ?? '')
      return ok(chosen)
    },
    'devices.setScan': ({ settings: wanted }, person) => {
      const chosen = devices.setScan(wanted)
      if (chosen.ok) record('set-scan', person, wanted.source)
      return chosen
    },
    'devices.setScannerLogin': async ({ login }, person) => {
      const chosen = await devices.setScannerLogin(login)
      if (chosen.ok) record('set-scanner-login', person, chosen.value.scanner?.name ?? '')
      return chosen
    },
    'devices.choosePrinter': (input, person) => {
      const chosen = devices.choosePrinter(input)
      if (chosen.ok) record('choose-printer', person, chosen.value.printerName)
      return chosen
    },

    'printer.state': async () => {
      const { printer } = devices.printer()
      const { ready, reasons } = await printer.state()
      return ok({ name: printer.name, kind: printer.kind, ready, detail: reasons.join(' ') })
    },
    'printer.testPage': async () => {
      const { printer, settings: wanted } = devices.printer()
      if (printer.kind === 'none') return refuse('printer.none')
      const present = house()
      if (present === null) return refuse('online.required')
      const { openPaperRenderer, renderTestPage } = await loadPaperRenderer()
      const { pdf } = await renderTestPage(
        await openPaperRenderer(present),
        [
          { label: 'Stația', value: settings.get('enrolment')?.deskName ?? '' },
          { label: 'Imprimanta', value: printer.name },
        ],
        new Date(clock.now()),
      )
      const job = await printer.print(pdf, { jobName: 'Pagina de proba', copies: 1, duplex: wanted.duplex })
      return ok({
        jobId: job.ok ? job.value.jobId : '',
        printer: printer.name,
        state: job.ok ? job.value.state : 'failed',
        duplicate: false,
        problem: job.ok ? null : job.problem,
      })
    },
  }
}
