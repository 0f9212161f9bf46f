/**
 * What `scanimage` says of devices and of their options, parsed. Makers name sources and modes as they like; ours are
 * three each.
 */
import type { ScanColour, ScanSource, SourceCapabilities } from '../../../domain/devices/scanning.ts'

export interface SaneDevice {
  /** As SANE opens it, e.g. `airscan:e0:Office`. */
  readonly device: string
  readonly vendor: string
  readonly model: string
}
/** For `--formatted-device-list`: fields and lines apart by what no name contains. */
export const DEVICE_FORMAT = '%d%t%v%t%m%n'.replaceAll('%t', '\u001f')

export function readDevices(text: string): SaneDevice[] {
  return text
    .split('\n')
    .map((line) => line.split('\u001f'))
    .flatMap(([device, vendor, model]) =>
      device === undefined || device === '' || vendor === undefined || model === undefined
        ? []
        : [{ device: device.slice(0, 300), vendor: vendor.slice(0, 100), model: model.slice(0, 100) }],
    )
    .slice(0, 50)
}

export interface SaneOptions {
  /** Our words → the device's own. */
  readonly sources: Readonly<Partial<Record<ScanSource, string>>>
  readonly colours: Readonly<Partial<Record<ScanColour, string>>>
  readonly resolutions: readonly number[]
  /** Millimetres; null: no such option. */
  readonly widest: number | null
  readonly longest: number | null
  readonly hasMode: boolean
  readonly hasSource: boolean
  /**
   * Words of the command line for a device that has both sides as an option of their own beside the source; null: it
   * has none.
   */
  readonly bothSides: { readonly on: string; readonly off: string } | null
}

const USUAL_RESOLUTIONS = [75, 100, 150, 200, 300, 400, 600] as const

/**
 * Of `    --source Flatbed|ADF [Flatbed]` what stands between name and default; null for an option that is absent or
 * inactive.
 */
function constraintOf(text: string, option: string): string | null {
  const found = new RegExp(`^ {2,}${option}(?:=|\\s)\\s*(.+?)\\s*\\[([^\\]]*)\\]`, 'm').exec(text)
  return found?.[1] === undefined || found[2] === 'inactive' ? null : found[1]
}

const firstMatching = (words: readonly string[], wanted: RegExp, unwanted?: RegExp): string | undefined =>
  words.find((word) => wanted.test(word) && unwanted?.test(word) !== true)

function sourcesOf(words: readonly string[]): SaneOptions['sources'] {
  const flatbed = firstMatching(words, /flatbed|platen|normal|tpu8x10/i)
  const duplex = firstMatching(words, /duplex|both|two.?sided/i)
  const feeder = firstMatching(words, /adf|feeder/i, /duplex|both|two.?sided|back/i)
  return {
    ...(flatbed === undefined ? {} : { flatbed }),
    ...(feeder === undefined ? {} : { feeder }),
    ...(duplex === undefined ? {} : { 'feeder-duplex': duplex }),
  }
}

function coloursOf(words: readonly string[]): SaneOptions['colours'] {
  const colour = firstMatching(words, /^(24bit )?colou?r|rgb/i)
  const grey = firstMatching(words, /gr[ae]y/i)
  const blackWhite = firstMatching(words, /line ?art|black|binary|monochrome/i, /gr[ae]y/i)
  return {
    ...(colour === undefined ? {} : { colour }),
    ...(grey === undefined ? {} : { grey }),
    ...(blackWhite === undefined ? {} : { 'black-white': blackWhite }),
  }
}

function resolutionsOf(constraint: string | null): number[] {
  if (constraint === null) return []
  const range = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)dpi/.exec(constraint)
  if (range !== null) return USUAL_RESOLUTIONS.filter((dpi) => dpi >= Number(range[1]) && dpi <= Number(range[2]))
  return constraint
    .replace(/dpi.*$/, '')
    .split('|')
    .map(Number)
    .filter((dpi) => Number.isInteger(dpi) && dpi >= 50 && dpi <= 1200)
}

const lengthOf = (constraint: string | null): number | null => {
  const range = constraint === null ? null : /^[\d.]+\.\.(\d+(?:\.\d+)?)mm/.exec(constraint)
  return range === null ? null : Number(range[1])
}

/**
 * `--adf-mode Simplex|Duplex` (Epson, Kodak, Magicolor) or `--duplex[=(yes|no)]` (Epson, Brother): inactive as long as
 * the glass is chosen.
 */
function bothSidesOf(text: string): SaneOptions['bothSides'] {
  const modes = /^ {2,}--adf-mode[= ]\s*(.+?)\s*\[/m.exec(text)?.[1]?.split('|') ?? []
  const [on, off] = [firstMatching(modes, /duplex/i), firstMatching(modes, /simplex/i)]
  if (on !== undefined && off !== undefined) return { on: `--adf-mode=${on}`, off: `--adf-mode=${off}` }
  return /^ {2,}--duplex\[=\(yes\|no\)\]/m.test(text) ? { on: '--duplex=yes', off: '--duplex=no' } : null
}

/** The answer to `scanimage -A`. */
export function readOptions(text: string): SaneOptions {
  const source = constraintOf(text, '--source')
  const mode = constraintOf(text, '--mode')
  const sources = source === null ? {} : sourcesOf(source.split('|'))
  const bothSides = sources['feeder-duplex'] === undefined && sources.feeder !== undefined ? bothSidesOf(text) : null
  return {
    sources:
      bothSides === null || sources.feeder === undefined ? sources : { ...sources, 'feeder-duplex': sources.feeder },
    bothSides,
    colours: mode === null ? {} : coloursOf(mode.split('|')),
    resolutions: resolutionsOf(constraintOf(text, '--resolution')),
    widest: lengthOf(constraintOf(text, '-x')),
    longest: lengthOf(constraintOf(text, '-y')),
    hasMode: mode !== null,
    hasSource: source !== null,
  }
}

/** What can be chosen; a device without the option has the one way it has. */
export function capabilitiesOf({
  sources,
  colours,
  resolutions,
  widest,
  longest,
  hasMode,
  hasSource,
}: SaneOptions): SourceCapabilities[] {
  const known = Object.keys(sources) as ScanSource[]
  const shown = {
    resolutions: resolutions.length === 0 ? [300] : resolutions,
    colours: hasMode ? (Object.keys(colours) as ScanColour[]) : (['colour'] as const),
    widest,
    longest,
  }
  if (shown.colours.length === 0) return []
  return (hasSource ? known : (['flatbed'] as const)).map((source) => ({ source, ...shown }))
}
