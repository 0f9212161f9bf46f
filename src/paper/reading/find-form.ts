/** Finds the form of ours on a picture, and its place. */
import { formByCode, type FormDescription, type FormPage } from '../forms/index.ts'
import { CODE, MARKS, SHEET } from '../forms/metrics.ts'
import type { CodeReader, FoundCode } from './codes.ts'
import { darkSquares } from './corner-marks.ts'
import { cornersOf, distance, type Homography, invert, multiply, project } from './geometry.ts'
import { warped } from './mats.ts'
import type { OpenCv } from './opencv.ts'
import type { Raster } from './raster.ts'
import { sheetsOf } from './sheets.ts'
import { placesByMarks, registerByCode, type Registration, type SheetLayout } from './register.ts'

const centre = (at: number): { x: number; y: number } => {
  const mark = MARKS[at]
  if (mark === undefined) throw new Error('a sheet has four marks')
  return { x: mark.x + mark.width / 2, y: mark.y + mark.height / 2 }
}
/** The same for every page of every form; MARKS names the lower left corner before the lower right. */
export const SHEET_LAYOUT: SheetLayout = {
  ...SHEET,
  marks: [centre(0), centre(1), centre(3), centre(2)],
  markSide: MARKS[0]?.width ?? 6,
  code: CODE,
}

export interface FoundForm extends Registration {
  readonly form: FormDescription
  readonly page: FormPage
}
export interface FoundOnPicture {
  readonly form: FoundForm | null
  /** All codes that were read on the picture, including those of other papers. */
  readonly codes: readonly FoundCode[]
}

/** Contrasts at which marks are searched, one after the other, until all four agree with the code. */
const CONTRASTS = [50, 20, 85]
/** The error in mm up to which marks and code agree on a flat page. */
const GOOD = 0.4

export async function findForm(cv: OpenCv, reader: CodeReader, grey: Raster): Promise<FoundOnPicture> {
  const codes = await reader.find(grey)
  const { named: first, several, unknownVersion } = sheetsOf(codes)
  if (several || unknownVersion) return { form: null, codes }
  const squares = CONTRASTS.map((contrast) => () => darkSquares(cv, grey, [contrast]))
  if (first !== null) {
    let best: Registration | null = null
    let known: ReturnType<typeof darkSquares> = []
    for (const look of squares) {
      known = [...known, ...look()]
      const found = registerByCode(SHEET_LAYOUT, first.corners, known)
      if (found !== null && (best === null || found.error + 4 - found.marksFound < best.error + 4 - best.marksFound))
        best = found
      if (best !== null && best.marksFound === 4 && best.error < GOOD) break
    }
    return { form: best && { ...best, form: first.form, page: first.page }, codes }
  }
  const byMarks = await findByMarks(cv, reader, grey)
  return byMarks === null ? { form: null, codes } : { form: byMarks.form, codes: [...codes, byMarks.code] }
}

/**
 * Reads a code that could not be read directly: where four marks give its place, it is straightened, enlarged and tried
 * again.
 */
async function findByMarks(
  cv: OpenCv,
  reader: CodeReader,
  grey: Raster,
): Promise<{ form: FoundForm; code: FoundCode } | null> {
  for (const place of placesByMarks(SHEET_LAYOUT, darkSquares(cv, grey, CONTRASTS))) {
    const seen = await readAt(cv, reader, grey, place, SHEET_LAYOUT.code)
    const known = seen && formByCode(seen.text)
    if (!known || !seen) continue
    // In its own frame the code must be upright; otherwise this orientation is wrong.
    const upright = cornersOf(
      SHEET_LAYOUT.code.x,
      SHEET_LAYOUT.code.y,
      SHEET_LAYOUT.code.width,
      SHEET_LAYOUT.code.height,
    )
    const error = upright.reduce((sum, corner, at) => sum + distance(corner, seen.corners[at] ?? corner), 0) / 4
    if (error > 3) continue
    const corners = upright.map((corner) => project(place, corner)) as unknown as FoundCode['corners']
    return { form: { ...known, place, marksFound: 4, error }, code: { ...seen, corners } }
  }
  return null
}

/** Reads a code around its expected place at several enlargements; its corners are in mm. */
export async function readAt(
  cv: OpenCv,
  reader: CodeReader,
  grey: Raster,
  place: Homography,
  box: { x: number; y: number; width: number; height: number },
): Promise<FoundCode | null> {
  const margin = 3
  const [x, y] = [box.x - margin, box.y - margin]
  for (const pixelsPerMm of [8, 12, 16]) {
    const [width, height] = [
      Math.round((box.width + 2 * margin) * pixelsPerMm),
      Math.round((box.height + 2 * margin) * pixelsPerMm),
    ]
    // Inverts the map from pixels of the crop to mm and to the picture.
    const crop = cropAt(cv, grey, place, { x, y }, pixelsPerMm, width, height)
    if (crop === null) return null
    const [found] = await reader.find(crop, true)
    if (found)
      return {
        ...found,
        corners: found.corners.map((corner) => ({
          x: x + corner.x / pixelsPerMm,
          y: y + corner.y / pixelsPerMm,
        })) as unknown as FoundCode['corners'],
      }
  }
  return null
}

function cropAt(
  cv: OpenCv,
  grey: Raster,
  place: Homography,
  from: { x: number; y: number },
  pixelsPerMm: number,
  width: number,
  height: number,
): Raster | null {
  const back = inverseOnto(place, from, pixelsPerMm)
  return back && warped(cv, grey, back, width, height)
}
function inverseOnto(place: Homography, from: { x: number; y: number }, pixelsPerMm: number): Homography | null {
  const back = invert(place)
  return back && multiply([pixelsPerMm, 0, -from.x * pixelsPerMm, 0, pixelsPerMm, -from.y * pixelsPerMm, 0, 0, 1], back)
}
