import { ok, refuse, type Problem } from '../../domain/problem.ts'
import type { House } from '../../paper/house.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import { scannerAt } from './escl-address.ts'
import type { TakeFile } from '../drafts/take-file.ts'
import { imageOfScan } from '../drafts/scan-intake.ts'
import { loadPaperRenderer } from '../papers/paper-code.ts'
import type { DeskParts } from '../parts.ts'
import type { Person } from '../session/session.ts'
import type { Group, Handlers } from '../door/handlers.ts'

type Choice = 'choose-scanner' | 'choose-printer' | 'set-scan'

export interface DeviceProcedureOptions {
  readonly house: () => House
  readonly takeFile: TakeFile
}

export function deviceProcedures(
  parts: DeskParts,
  { house, takeFile }: DeviceProcedureOptions,
): Handlers<Group<'devices'> | Group<'scanner'> | Group<'printer'>> {
  const { devices, scanning, drafts, clock, db, settings } = parts
  const audit = db.prepare('INSERT INTO local_audit (at, actor_id, act, subject) VALUES (?, ?, ?, ?)')
  /** Where papers go and whence pages come is on the record of the desk. */
  const onRecord = (act: Choice, { actorId }: Person, subject: string): void => {
    audit.run(clock.iso(), actorId, act, subject)
  }
  const noScanner = (problem: Problem | null): ProcedureOutput<'scanner.state'> => ({
    name: '',
    kind: 'none',
    ready: false,
    model: '',
    sources: [],
    settings: null,
    problem,
  })
  return {
    'devices.chosen': () => ok(devices.chosen()),
    'devices.findScanners': async () => ok({ scanners: await devices.findScanners() }),
    'devices.findPrinters': async () => ok({ printers: await devices.findPrinters() }),
    'devices.scannerAt': ({ address }) => scannerAt(address),
    'devices.chooseScanner': async ({ scanner }, person) => {
      const chosen = await devices.chooseScanner(scanner)
      onRecord('choose-scanner', person, scanner?.name ?? '')
      return ok(chosen)
    },
    'devices.setScan': ({ settings: wanted }, person) => {
      const chosen = devices.setScan(wanted)
      if (chosen.ok) onRecord('set-scan', person, wanted.source)
      return chosen
    },
    'devices.choosePrinter': (input, person) => {
      const chosen = devices.choosePrinter(input)
      if (chosen.ok) onRecord('choose-printer', person, chosen.value.printerName)
      return chosen
    },

    'scanner.state': async () => {
      const chosen = devices.scanner()
      if (chosen === null) return ok(noScanner(null))
      const { scanner } = chosen
      // While it scans it is asked nothing else: some devices lose the job.
      if (scanning.underWay() !== null)
        return ok({
          name: scanner.name,
          kind: scanner.kind,
          ready: true,
          model: '',
          sources: [],
          settings: chosen.settings,
          problem: null,
        })
      const described = await scanner.describe()
      const said = described.ok ? described.value : { model: '', sources: [] }
      return ok({
        name: scanner.name,
        kind: scanner.kind,
        ready: described.ok,
        model: said.model,
        sources: said.sources.map((source) => ({
          ...source,
          resolutions: [...source.resolutions],
          colours: [...source.colours],
        })),
        settings: chosen.settings,
        problem: described.ok ? null : described.problem,
      })
    },
    'scanner.underWay': () => ok(scanning.underWay()),
    'scanner.scan': ({ draftId, role }, person) =>
      scanning.scan({
        draftId,
        role,
        open: () => drafts.open(draftId, person.actorId),
        take: (bytes, name) => takeFile(draftId, person, bytes, name, role),
      }),
    'scanner.cancel': () => {
      scanning.cancel()
      return ok({})
    },
    'scanner.preview': async () => {
      const page = await scanning.preview()
      if (!page.ok) return page
      const shown = await imageOfScan(page.value, 'scan')
      return shown.ok
        ? ok({ image: `data:${shown.value.mediaType};base64,${Buffer.from(shown.value.bytes).toString('base64')}` })
        : shown
    },

    'printer.state': async () => {
      const { printer } = devices.printer()
      const { ready, reasons } = await printer.state()
      return ok({ name: printer.name, kind: printer.kind, ready, detail: reasons.join(' ') })
    },
    'printer.testPage': async () => {
      const { printer, settings: wanted } = devices.printer()
      if (printer.kind === 'none') return refuse('printer.none')
      const { openPaperRenderer, renderTestPage } = await loadPaperRenderer()
      const { pdf } = await renderTestPage(
        await openPaperRenderer(house()),
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
