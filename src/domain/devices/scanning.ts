/** What a scan can be asked for, independent of the make of the scanner. */

export const SCAN_SOURCES = ['flatbed', 'feeder', 'feeder-duplex'] as const
export type ScanSource = (typeof SCAN_SOURCES)[number]

/** `black-white`: one bit a pixel. */
export const SCAN_COLOURS = ['colour', 'grey', 'black-white'] as const
export type ScanColour = (typeof SCAN_COLOURS)[number]

export const SCAN_PAPERS = ['a4', 'a5', 'letter'] as const
export type ScanPaper = (typeof SCAN_PAPERS)[number]

/** Upright, in millimetres (ISO 216; ANSI/ASME Y14.1). */
export const PAPER_MILLIMETRES: Readonly<Record<ScanPaper, { readonly width: number; readonly height: number }>> = {
  a4: { width: 210, height: 297 },
  a5: { width: 148, height: 210 },
  letter: { width: 215.9, height: 279.4 },
}

export interface ScanSettings {
  readonly source: ScanSource
  /** Dots per inch, both ways. */
  readonly resolution: number
  readonly colour: ScanColour
  readonly paper: ScanPaper
}

/** What one source of a scanner can do. */
export interface SourceCapabilities {
  readonly source: ScanSource
  /** Dots per inch, ascending; never empty. */
  readonly resolutions: readonly number[]
  /** Never empty. */
  readonly colours: readonly ScanColour[]
  /** The largest page, in millimetres; null if the scanner does not report it. */
  readonly widest: number | null
  readonly longest: number | null
}

/** The settings for a page of a request, if the scanner supports them: enough to read handwriting and codes. */
const USUAL_RESOLUTION = 300

const nearest = (values: readonly number[], wanted: number): number =>
  values.reduce(
    (best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best),
    values[0] ?? wanted,
  )

/**
 * Settings that a scanner can carry out, as close as possible to those wished: an unknown source becomes the first one
 * offered, a resolution the nearest, a colour mode one that shows at least as much. Null if the scanner offers nothing.
 */
export function fittingSettings(
  sources: readonly SourceCapabilities[],
  wished: Partial<ScanSettings> = {},
): ScanSettings | null {
  const offered = sources.find(({ source }) => source === wished.source) ?? sources[0]
  if (offered === undefined) return null
  const colour = wished.colour ?? 'colour'
  const order: readonly ScanColour[] = [colour, 'colour', 'grey', 'black-white']
  return {
    source: offered.source,
    resolution: nearest(offered.resolutions, wished.resolution ?? USUAL_RESOLUTION),
    colour: order.find((one) => offered.colours.includes(one)) ?? colour,
    paper: wished.paper ?? 'a4',
  }
}

/** Whether a scanner reported that it supports exactly these settings. */
export const canScan = (
  sources: readonly SourceCapabilities[],
  { source, resolution, colour }: ScanSettings,
): boolean =>
  sources.some(
    (offered) =>
      offered.source === source && offered.resolutions.includes(resolution) && offered.colours.includes(colour),
  )
