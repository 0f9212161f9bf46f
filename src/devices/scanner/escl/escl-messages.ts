/** Messages of eSCL (Mopria eSCL Technical Specification 2.97): capabilities, status, and the settings of a job. */
import {
  PAPER_MILLIMETRES,
  type ScanColour,
  type ScanSettings,
  type ScanSource,
  type SourceCapabilities,
} from '../../../domain/devices/scanning.ts'
import { SCAN_MEDIA_TYPES, type ScanMediaType } from '../../../files/media-type.ts'
import { allNamed, firstNamed, numberOf, readXml, textOf, textsOf, type Element } from './escl-xml.ts'

/** Lengths are in units of 1/300 inch. */
const UNITS_PER_MILLIMETRE = 300 / 25.4
const COLOUR_MODES: Readonly<Record<ScanColour, string>> = {
  colour: 'RGB24',
  grey: 'Grayscale8',
  'black-white': 'BlackAndWhite1',
}
/** The types that are taken in, those with the smallest files first. */
const SIZE_RANK: Readonly<Record<ScanMediaType, number>> = {
  'image/jpeg': 1,
  'image/png': 2,
  'image/tiff': 3,
  'application/pdf': 4,
}
const FORMATS = SCAN_MEDIA_TYPES.toSorted((a, b) => SIZE_RANK[a] - SIZE_RANK[b])
/** The choices offered to a person where a scanner states only a range. */
const USUAL_RESOLUTIONS = [75, 100, 150, 200, 300, 400, 600] as const
const INPUTS: readonly (readonly [ScanSource, readonly string[]])[] = [
  ['flatbed', ['PlatenInputCaps']],
  ['feeder', ['AdfSimplexInputCaps', 'AdfDuplexInputCaps']],
  ['feeder-duplex', ['AdfDuplexInputCaps']],
]

export interface EsclSource extends SourceCapabilities {
  readonly formats: readonly string[]
  /** Whether it also uses the newer element for formats. */
  readonly usesFormatExt: boolean
  /** The purposes that a job may have; empty when the scanner lists none. */
  readonly intents: readonly string[]
  /** In units of 1/300 inch. */
  readonly most: { readonly width: number | null; readonly height: number | null }
}
export interface EsclCapabilities {
  readonly version: string
  readonly model: string
  readonly sources: readonly EsclSource[]
}

function resolutionsOf(input: Element): number[] {
  const discrete = allNamed(input, 'DiscreteResolution').flatMap((element) => {
    const x = numberOf(textOf(element, 'XResolution'))
    return x !== null && x === numberOf(textOf(element, 'YResolution')) ? [x] : []
  })
  const range = firstNamed(input, 'XResolutionRange')
  const [least, most] = range === null ? [null, null] : [numberOf(textOf(range, 'Min')), numberOf(textOf(range, 'Max'))]
  const ranged = least === null || most === null ? [] : USUAL_RESOLUTIONS.filter((dpi) => dpi >= least && dpi <= most)
  return [...new Set([...discrete, ...ranged])].filter((dpi) => dpi >= 50 && dpi <= 1200).sort((a, b) => a - b)
}

/** The intents of one source, or of the scanner (`Intent`, `SupportedIntent`). */
function intentsOf(root: Element, input: Element): string[] {
  for (const place of [input, root]) {
    const list = firstNamed(place, 'SupportedIntents')
    if (list !== null) return [...textsOf(list, 'Intent'), ...textsOf(list, 'SupportedIntent')]
  }
  return []
}

function sourceOf(root: Element, source: ScanSource, names: readonly string[]): EsclSource[] {
  const found = names.map((name) => firstNamed(root, name)).find((element) => element !== null)
  if (found === undefined || found === null) return []
  // Profiles may be stated once for all sources, which then only refer to them (section 8.1.4).
  const input = firstNamed(found, 'ColorMode') === null && [...textsOf(root, 'ColorMode')].length > 0 ? root : found
  const modes = textsOf(input, 'ColorMode')
  const colours = (Object.keys(COLOUR_MODES) as ScanColour[]).filter((colour) => modes.includes(COLOUR_MODES[colour]))
  const resolutions = resolutionsOf(input)
  if (colours.length === 0 || resolutions.length === 0) return []
  // A largest size of 0 means that the scanner does not know it.
  const most = {
    width: numberOf(textOf(found, 'MaxWidth')) || null,
    height: numberOf(textOf(found, 'MaxHeight')) || null,
  }
  const millimetres = (units: number | null): number | null =>
    units === null ? null : Math.round((units / UNITS_PER_MILLIMETRE) * 10) / 10
  return [
    {
      source,
      colours,
      resolutions,
      widest: millimetres(most.width),
      longest: millimetres(most.height),
      most,
      usesFormatExt: firstNamed(input, 'DocumentFormatExt') !== null,
      intents: intentsOf(root, found),
      formats: [...new Set([...textsOf(input, 'DocumentFormatExt'), ...textsOf(input, 'DocumentFormat')])],
    },
  ]
}

/** Null when the answer is not that of a scanner, or the scanner offers nothing usable. */
export function readCapabilities(bytes: Uint8Array): EsclCapabilities | null {
  const root = readXml(bytes)
  if (root?.name !== 'ScannerCapabilities') return null
  // Older devices state duplex as an option of the feeder and describe the feeder once.
  const bothSides = textsOf(root, 'AdfOption').includes('Duplex')
  const sources = INPUTS.flatMap(([source, names]) =>
    sourceOf(root, source, source === 'feeder-duplex' && bothSides ? [...names, 'AdfSimplexInputCaps'] : names),
  )
  const version = textOf(root, 'Version') ?? ''
  return sources.length === 0
    ? null
    : {
        version: /^\d{1,2}\.\d{1,3}$/.test(version) ? version : '2.0',
        model: textOf(root, 'MakeAndModel') ?? '',
        sources,
      }
}

/** Why the feeder or the device cannot scan; `ready`: it can. */
export type Obstacle = 'ready' | 'jam' | 'cover-open' | 'empty' | 'busy' | 'stopped'
export interface EsclStatus {
  readonly device: Obstacle
  readonly feeder: Obstacle
  /** The end of one job: aborted by the device, cancelled by a person at it, or completed. Null: running or unknown. */
  readonly job: 'aborted' | 'cancelled' | 'completed' | null
  /** Scanned pages of that job, and those of them that wait to be fetched; null when it does not report them. */
  readonly scanned: number | null
  readonly waiting: number | null
  /** The addresses of jobs that wait or run. */
  readonly running: readonly string[]
}

/**
 * The last part of a job's address, which identifies it. Makers write the address in full, from the root, or partly.
 */
const jobName = (address: string): string => address.replace(/\/+$/, '').split('/').at(-1) ?? ''
const JOB: Readonly<Record<string, EsclStatus['job']>> = {
  Aborted: 'aborted',
  Canceled: 'cancelled',
  Cancelled: 'cancelled',
  Completed: 'completed',
}

const FEEDER: Readonly<Record<string, Obstacle>> = {
  ScannerAdfEmpty: 'empty',
  ScannerAdfJam: 'jam',
  ScannerAdfMispick: 'jam',
  ScannerAdfMultipickDetected: 'jam',
  ScannerAdfDuplexPageTooShort: 'jam',
  ScannerAdfDuplexPageTooLong: 'jam',
  ScannerAdfInputTrayFailed: 'stopped',
  ScannerAdfInputTrayOverloaded: 'stopped',
  ScannerAdfDoorOpen: 'cover-open',
  ScannerAdfHatchOpen: 'cover-open',
}
const DEVICE: Readonly<Record<string, Obstacle>> = {
  Processing: 'busy',
  Testing: 'busy',
  Stopped: 'stopped',
  Down: 'stopped',
}

export function readStatus(bytes: Uint8Array, jobPath: string | null): EsclStatus | null {
  const root = readXml(bytes)
  if (root?.name !== 'ScannerStatus') return null
  const job =
    jobPath === null
      ? undefined
      : allNamed(root, 'JobInfo').find((info) => jobName(textOf(info, 'JobUri') ?? '') === jobName(jobPath))
  return {
    device: DEVICE[textOf(root, 'State') ?? ''] ?? 'ready',
    feeder: FEEDER[textOf(root, 'AdfState') ?? ''] ?? 'ready',
    job: job === undefined ? null : (JOB[textOf(job, 'JobState') ?? ''] ?? null),
    scanned: job === undefined ? null : numberOf(textOf(job, 'ImagesCompleted')),
    waiting: job === undefined ? null : numberOf(textOf(job, 'ImagesToTransfer')),
    running: allNamed(root, 'JobInfo')
      .filter((info) => ['Pending', 'Processing'].includes(textOf(info, 'JobState') ?? ''))
      .flatMap((info) => textOf(info, 'JobUri') ?? []),
  }
}

/** The type of the pages of a job. JPEG has no one-bit pixels, so black and white prefers the other types. */
function formatOf(colour: ScanColour, offered: EsclSource): string {
  const wished =
    colour === 'black-white' ? [...FORMATS.filter((format) => format !== 'image/jpeg'), 'image/jpeg'] : FORMATS
  return wished.find((one) => offered.formats.includes(one)) ?? 'image/jpeg'
}

/** The purpose of a job: one that the scanner lists, or none where it lists others only. */
function intentOf(resolution: number, intents: readonly string[]): string | null {
  const wished = resolution < 150 ? ['Preview', 'Document'] : ['Document']
  return wished.find((one) => intents.length === 0 || intents.includes(one)) ?? null
}

/**
 * The message with the settings of a job, for a source that offers them. `plain` leaves out what a job can do without:
 * the intent, the newer element for formats, and a version above 2.0.
 */
export function settingsMessage(
  version: string,
  { source, resolution, colour, paper }: ScanSettings,
  offered: EsclSource,
  plain = false,
): string {
  const size = PAPER_MILLIMETRES[paper]
  const within = (millimetres: number, most: number | null): number =>
    Math.min(Math.round(millimetres * UNITS_PER_MILLIMETRE), most ?? Infinity)
  const format = formatOf(colour, offered)
  const intent = plain ? null : intentOf(resolution, offered.intents)
  const intentXml = intent === null ? '' : `\n  <scan:Intent>${intent}</scan:Intent>`
  const input = source === 'flatbed' ? 'Platen' : 'Feeder'
  const duplex = source === 'flatbed' ? '' : `\n  <scan:Duplex>${String(source === 'feeder-duplex')}</scan:Duplex>`
  const formatExt =
    offered.usesFormatExt && !plain ? `\n  <scan:DocumentFormatExt>${format}</scan:DocumentFormatExt>` : ''
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
  xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
  <pwg:Version>${plain ? '2.0' : version}</pwg:Version>${intentXml}
  <pwg:ScanRegions>
    <pwg:ScanRegion>
      <pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
      <pwg:Height>${String(within(size.height, offered.most.height))}</pwg:Height>
      <pwg:Width>${String(within(size.width, offered.most.width))}</pwg:Width>
      <pwg:XOffset>0</pwg:XOffset>
      <pwg:YOffset>0</pwg:YOffset>
    </pwg:ScanRegion>
  </pwg:ScanRegions>
  <pwg:InputSource>${input}</pwg:InputSource>${duplex}
  <scan:ColorMode>${COLOUR_MODES[colour]}</scan:ColorMode>
  <pwg:DocumentFormat>${format}</pwg:DocumentFormat>${formatExt}
  <scan:XResolution>${String(resolution)}</scan:XResolution>
  <scan:YResolution>${String(resolution)}</scan:YResolution>
</scan:ScanSettings>
`
}
