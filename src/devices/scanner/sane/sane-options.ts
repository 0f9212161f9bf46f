/**
 * Parses the lists of devices and options that `scanimage` prints. Makers name sources and modes freely; they are
 * mapped
 * to our three sources and three colours.
 */
import type { ScanColour, ScanSource, SourceCapabilities } from '../../../domain/devices/scanning.ts'

export interface SaneDevice {
  /** The name by which SANE opens it, e.g. `airscan:e0:Office`. */
  readonly device: string
  readonly vendor: string
  readonly model: string
}
/** For `--formatted-device-list`: fields are separated by a character that no name contains. */
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
  /** Our names mapped to those of the device. */
  readonly sources: Readonly<Partial<Record<ScanSource, string>>>
  readonly colours: Readonly<Partial<Record<ScanColour, string>>>
  readonly resolutions: readonly number[]
  /** In millimetres; null when the device has no such option. */
  readonly widest: number | null
  readonly longest: number | null
  readonly hasMode: boolean
  readonly hasSource: boolean
  /**
   * Arguments that switch duplex on and off, for a device where duplex is an option beside the source; null where it is
   * not.
   */
  readonly bothSides: { readonly on: string; readonly off: string } | null
}

const USUAL_RESOLUTIONS = [75, 100, 150, 200, 300, 400, 600] as const

/**
 * The choices of an option: `Flatbed|ADF` for `    --source Flatbed|ADF [Flatbed]`. Null for an option that is missing
 * or inactive.
 */
function constraintOf(text: string, option: string): string | null {
  // Cut at the brackets instead of by one expression, whose time grows with the square of a line's length.
  for (const line of text.split('\n')) {
    if (!line.startsWith('  ')) continue
    const stated = line.trimStart()
    if (!stated.startsWith(option) || !/[=\s]/.test(stated[option.length] ?? '')) continue
    const opening = stated.indexOf('[', option.length + 1)
    const closing = opening === -1 ? -1 : stated.indexOf(']', opening)
    const choices = closing === -1 ? '' : stated.slice(option.length + 1, opening).trim()
    if (choices !== '') return stated.slice(opening + 1, closing) === 'inactive' ? null : choices
  }
  return null
}

const firstMatching = (choices: readonly string[], wanted: RegExp, unwanted?: RegExp): string | undefined =>
  choices.find((choice) => wanted.test(choice) && unwanted?.test(choice) !== true)

function sourcesOf(choices: readonly string[]): SaneOptions['sources'] {
  const flatbed = firstMatching(choices, /flatbed|platen|normal|tpu8x10/i)
  const duplex = firstMatching(choices, /duplex|both|two.?sided/i)
  const feeder = firstMatching(choices, /adf|feeder/i, /duplex|both|two.?sided|back/i)
  return {
    ...(flatbed === undefined ? {} : { flatbed }),
    ...(feeder === undefined ? {} : { feeder }),
    ...(duplex === undefined ? {} : { 'feeder-duplex': duplex }),
  }
}

function coloursOf(choices: readonly string[]): SaneOptions['colours'] {
  const colour = firstMatching(choices, /^(24bit )?colou?r|rgb/i)
  const grey = firstMatching(choices, /gr[ae]y/i)
  const blackWhite = firstMatching(choices, /line ?art|black|binary|monochrome/i, /gr[ae]y/i)
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

/** Also of an inactive option. */
function adfModesIn(text: string): string[] {
  const line = text.split('\n').find((one) => /^ {2,}--adf-mode[= ]/.test(one)) ?? ''
  const opening = line.indexOf('[')
  return opening === -1
    ? []
    : line
        .slice(line.indexOf('--adf-mode') + '--adf-mode'.length + 1, opening)
        .trim()
        .split('|')
}

/**
 * Finds `--adf-mode Simplex|Duplex` (Epson, Kodak, Magicolor) or `--duplex[=(yes|no)]` (Epson, Brother), which are
 * inactive while the flatbed is chosen.
 */
function bothSidesOf(text: string): SaneOptions['bothSides'] {
  const modes = adfModesIn(text)
  const [on, off] = [firstMatching(modes, /duplex/i), firstMatching(modes, /simplex/i)]
  if (on !== undefined && off !== undefined) return { on: `--adf-mode=${on}`, off: `--adf-mode=${off}` }
  return /^ {2,}--duplex\[=\(yes\|no\)\]/m.test(text) ? { on: '--duplex=yes', off: '--duplex=no' } : null
}

/** Reads the output of `scanimage -A`. */
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

/** The choices for a person. A device without an option for something has one fixed choice. */
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
