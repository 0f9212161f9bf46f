import { ok, type Problem } from '../../domain/problem.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import type { Group, Handlers } from '../door/handlers.ts'
import { imageOfScan } from '../drafts/scan-intake.ts'
import type { DeskParts } from '../parts.ts'

type Parts = Pick<DeskParts, 'devices' | 'scanning' | 'scans' | 'drafts' | 'takeFile'>

const noScanner = (problem: Problem | null): ProcedureOutput<'scanner.state'> => ({
  name: '',
  kind: 'none',
  ready: false,
  model: '',
  sources: [],
  settings: null,
  problem,
})

async function scannerState({ devices, scanning }: Parts): Promise<ProcedureOutput<'scanner.state'>> {
  const chosen = devices.scanner()
  if (chosen === null) return noScanner(null)
  const { scanner, settings } = chosen
  const { name, kind } = scanner
  // A scanner that is scanning gets no other call: some devices lose the job.
  if (scanning.running() !== null) return { name, kind, ready: true, model: '', sources: [], settings, problem: null }
  const described = await scanner.describe()
  const { model, sources } = described.ok ? described.value : { model: '', sources: [] }
  return {
    name,
    kind,
    ready: described.ok,
    model,
    sources: sources.map((source) => ({
      ...source,
      resolutions: [...source.resolutions],
      colours: [...source.colours],
    })),
    settings,
    problem: described.ok ? null : described.problem,
  }
}

export function scanningProcedures(parts: Parts): Handlers<Group<'scanner'> | Group<'scan'>> {
  const { scanning, scans, drafts, takeFile } = parts
  return {
    'scanner.state': async () => ok(await scannerState(parts)),
    'scanner.running': () => ok(scanning.running()),
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
    'scan.watched': () => ok({ folder: scans.folder, files: scans.files() }),
    'scan.take': async ({ draftId, name, role, onlyWhole }, person) => {
      const bytes = scans.read(name)
      if (!bytes.ok) return bytes
      const taken = await takeFile(draftId, person, bytes.value, name, role, onlyWhole)
      if (taken.ok) scans.markTaken(name)
      return taken
    },
  }
}
