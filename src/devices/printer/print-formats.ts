/**
 * In which format a printer gets a document, by the attributes that it reports: PDF, PWG raster (PWG 5102.4, 5100.14)
 * or URF (the raster of AirPrint).
 */

export type RasterColour = 'grey' | 'colour' | 'black'
export interface RasterFormat {
  readonly type: 'image/pwg-raster' | 'image/urf'
  /** Dots per inch, both ways. */
  readonly resolution: number
  readonly colour: RasterColour
  /** How the back of a sheet that is turned over its long edge is written. */
  readonly back: 'normal' | 'flipped' | 'rotated'
}
export interface PrintFormats {
  readonly pdf: boolean
  /** In the order in which they are tried. */
  readonly rasters: readonly RasterFormat[]
}

export interface FormatAttributes {
  readonly types: readonly string[]
  /** As `300x300dpi`. */
  readonly pwgResolutions: readonly string[]
  readonly pwgTypes: readonly string[]
  readonly pwgSheetBack: readonly string[]
  readonly urf: readonly string[]
}

const USUAL_RESOLUTION = 300
/** Text is hard to read below the first; above the second a page takes too much memory. */
const [COARSEST, FINEST] = [150, 600]

/** `Application/PDF; version=1.7` → `application/pdf`. */
const plainType = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase()

/** 300, else the nearest above, else the nearest below. Null when all are too coarse or too fine. */
function resolutionOf(offered: readonly number[]): number | null {
  if (offered.length === 0) return USUAL_RESOLUTION
  const usable = offered.filter((dpi) => dpi >= COARSEST && dpi <= FINEST).sort((a, b) => a - b)
  return usable.find((dpi) => dpi >= USUAL_RESOLUTION) ?? usable.at(-1) ?? null
}

function firstOf<T>(names: readonly string[], wanted: readonly (readonly [string, T])[], unstated: T): T | null {
  if (names.length === 0) return unstated
  return wanted.find(([name]) => names.includes(name))?.[1] ?? null
}

function pwgRaster({ pwgResolutions, pwgTypes, pwgSheetBack }: FormatAttributes): RasterFormat[] {
  const square = pwgResolutions.flatMap((text) => {
    const [, across, along] = /^(\d+)x(\d+)dpi$/.exec(text) ?? []
    return across !== undefined && across === along ? [Number(across)] : []
  })
  const resolution = pwgResolutions.length > 0 && square.length === 0 ? null : resolutionOf(square)
  // Papers of the house are black on white, so grey is enough.
  const colour = firstOf<RasterColour>(
    pwgTypes,
    [
      ['sgray_8', 'grey'],
      ['srgb_8', 'colour'],
      ['black_1', 'black'],
    ],
    'grey',
  )
  const back = firstOf(
    pwgSheetBack,
    [
      ['flipped', 'flipped'],
      ['rotated', 'rotated'],
    ] as const,
    'normal' as const,
  )
  if (resolution === null || colour === null) return []
  return [{ type: 'image/pwg-raster', resolution, colour, back: back ?? 'normal' }]
}

/** `urf-supported`: W8 or SRGB24, RS300-600, and DM1 to DM4 for the back of a sheet. */
function urfRaster({ urf }: FormatAttributes): RasterFormat[] {
  const words = urf.flatMap((text) => text.split(',')).map((word) => word.trim().toUpperCase())
  const stated = words.find((word) => /^RS\d/.test(word))
  const resolution = resolutionOf(stated === undefined ? [] : stated.slice(2).split('-').map(Number))
  const colour = firstOf<RasterColour>(
    words.filter((word) => /^(W8|SRGB24)$/.test(word)),
    [
      ['W8', 'grey'],
      ['SRGB24', 'colour'],
    ],
    'grey',
  )
  const back = words.includes('DM2') ? 'flipped' : words.includes('DM3') && 'rotated'
  if (resolution === null || colour === null) return []
  return [{ type: 'image/urf', resolution, colour, back: back || 'normal' }]
}

export function printFormats(attributes: FormatAttributes): PrintFormats {
  const types = new Set(attributes.types.map(plainType))
  return {
    pdf: types.has('application/pdf'),
    rasters: [
      ...(types.has('image/pwg-raster') ? pwgRaster(attributes) : []),
      ...(types.has('image/urf') ? urfRaster(attributes) : []),
    ],
  }
}
