/**
 * One scan at a time: each page is encrypted, stored and added to the draft before the next one is requested. However
 * the scan ends, its pages stay.
 */
import { fittingSettings, type ScanSettings } from '../../domain/devices/scanning.ts'
import { ok, problem, refuse, type Problem, type Result } from '../../domain/problem.ts'
import type { AttachmentRole } from '../../domain/request/request.ts'
import type { Scanner } from '../../devices/scanner/scanner.ts'
import { SCAN_TASK, type Draft, type ProcedureOutput } from '../../protocol/desk.ts'
import type { Changes } from '../events/changes.ts'
import { FREE_BYTES_NEEDED } from '../storage/data-folder.ts'
import type { ChosenDevices } from '../devices/chosen-devices.ts'

export interface ScanJob {
  readonly draftId: string
  readonly role: AttachmentRole
  /** Puts the bytes of one page (or of a file with several) on the draft, resolves once they are on the disk. */
  readonly take: (bytes: Uint8Array, name: string) => Promise<Result<Draft>>
  readonly open: () => Result<Draft>
}
export interface Scanning {
  readonly running: () => ProcedureOutput<'scanner.running'>
  readonly scan: (job: ScanJob) => Promise<Result<ProcedureOutput<'scanner.scan'>>>
  /** A small preview of the page on the glass; it is not stored. */
  readonly preview: () => Promise<Result<Uint8Array>>
  readonly cancel: () => void
}

const PREVIEW_DPI = 75

interface Running {
  readonly draftId: string
  pages: number
  readonly stop: AbortController
}

/** After these problems no further page could be added. */
const FINAL: readonly Problem['code'][] = ['draft.unknown', 'scan.too-many-pages']

/** Adds each page to the draft before requesting the next one; resolves to the problem, if there was one. */
async function takePages(
  scanner: Scanner,
  settings: ScanSettings | null,
  { job, take, changes }: { job: Running; take: ScanJob['take']; changes: Changes },
): Promise<Problem | null> {
  let wrong: Problem | null = null
  const progress = (done: number) => changes.progress({ task: SCAN_TASK, done, total: null, words: '' })
  for await (const event of scanner.scan(settings, { signal: job.stop.signal })) {
    if (event.is === 'progress') progress(job.pages + Math.min(event.share ?? 0, 0.99))
    else if (event.is === 'end') wrong ??= event.problem
    else {
      const taken = await take(event.bytes, event.name)
      if (taken.ok) {
        job.pages += 1
        changes.notify(['drafts'])
        progress(job.pages)
        continue
      }
      wrong = taken.problem
      // A bad file in the watched folder is skipped; but a page missing from a stack must be reported at once.
      if (scanner.kind !== 'folder' || FINAL.includes(taken.problem.code)) break
    }
  }
  return wrong
}

type Sources = Parameters<typeof fittingSettings>[0]

/** A small preview of the page on the glass. */
async function onePage(
  scanner: Scanner,
  sources: Sources,
  chosen: ScanSettings | null,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  const glass = sources.filter(({ source }) => source === 'flatbed')
  const settings = fittingSettings(glass, { ...(chosen ?? {}), source: 'flatbed', resolution: PREVIEW_DPI })
  if (settings === null) return refuse('scanner.settings', { scanner: scanner.name })
  let page: Uint8Array | null = null
  for await (const event of scanner.scan(settings, { signal })) {
    if (event.is === 'page') page = event.bytes
    if (event.is === 'end' && event.problem !== null && page === null) return { ok: false, problem: event.problem }
  }
  return page === null
    ? { ok: false, problem: problem('scanner.failed', { scanner: scanner.name, pages: 0 }) }
    : ok(page)
}

export function scanningOf({
  devices,
  changes,
  freeBytes,
}: {
  devices: Pick<ChosenDevices, 'scanner'>
  changes: Changes
  freeBytes: () => number
}): Scanning {
  let running: Running | null = null

  /** The chosen settings; if there are none (the scanner did not answer when it was chosen), settings that fit it. */
  const settled = async (scanner: Scanner, settings: ScanSettings | null): Promise<Result<ScanSettings | null>> => {
    if (settings !== null || scanner.kind === 'folder') return ok(settings)
    const described = await scanner.describe()
    return described.ok ? ok(fittingSettings(described.value.sources)) : described
  }

  return {
    running: () => (running === null ? null : { draftId: running.draftId, pages: running.pages }),
    cancel: () => running?.stop.abort(),
    scan: async ({ draftId, take, open }) => {
      const before = open()
      if (!before.ok) return before
      const chosen = devices.scanner()
      if (chosen === null) return refuse('scanner.none')
      if (running !== null) return refuse('scanner.running')
      const free = freeBytes()
      if (free < FREE_BYTES_NEEDED) return refuse('disk.full', { freeBytes: free, neededBytes: FREE_BYTES_NEEDED })
      const job = { draftId, pages: 0, stop: new AbortController() }
      running = job
      changes.notify(['devices'])
      const { scanner } = chosen
      let wrong: Problem | null = null
      try {
        const settings = await settled(scanner, chosen.settings)
        if (!settings.ok) return settings
        wrong = await takePages(scanner, settings.value, { job, take, changes })
      } finally {
        running = null
        changes.notify(['drafts', 'devices', 'scans'])
      }
      const after = open()
      return after.ok ? ok({ draft: after.value, pages: job.pages, problem: wrong }) : after
    },
    preview: async () => {
      const chosen = devices.scanner()
      if (chosen === null) return refuse('scanner.none')
      if (running !== null) return refuse('scanner.running')
      const job = { draftId: '', pages: 0, stop: new AbortController() }
      running = job
      try {
        const { scanner } = chosen
        const described = await scanner.describe(job.stop.signal)
        if (!described.ok) return described
        return await onePage(scanner, described.value.sources, chosen.settings, job.stop.signal)
      } finally {
        running = null
      }
    },
  }
}
