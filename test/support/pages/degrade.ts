/**
 * Simulates what a worn scanner, a telephone and a coffee cup do to a page: seeded, all kinds at once, each over its
 * full range. Returns the degradation with the picture, so that a misreading can be attributed to it.
 */
import { createCanvas, ImageData } from '@napi-rs/canvas'
import sharp from 'sharp'
import type { Seeded } from '../../../src/demonstration/seeded.ts'
import {
  cornersOf,
  type Homography,
  homographyOf,
  multiply,
  type Point,
  project,
} from '../../../src/paper/reading/geometry.ts'
import { shrunk, warped } from '../../../src/paper/reading/mats.ts'
import type { OpenCv } from '../../../src/paper/reading/opencv.ts'
import type { Raster } from '../../../src/paper/reading/raster.ts'
import { rgb, rgba } from './pixels.ts'
import { paintShadows, paintStains } from './stains.ts'

export interface Degradation {
  /** Resolution of the page in the picture. */
  readonly dpi: number
  /** Degrees clockwise, −15 … 15, on top of `quarterTurns`. */
  readonly rotation: number
  readonly quarterTurns: 0 | 1 | 2 | 3
  /** Displacement of the corners as a share of the page's width: 0 … 0.06. */
  readonly perspective: number
  /** Standard deviation of the blur in mm: 0 … 0.16. */
  readonly blur: number
  /** Standard deviation of the noise in levels of 255: 0 … 16. */
  readonly noise: number
  readonly jpeg: number
  /** Number of coffee cups put on the page. */
  readonly stains: number
  /** Darkest part of the uneven light: 0 … 0.5. */
  readonly shadow: number
  readonly background: 'white lid' | 'grey lid' | 'dark desk' | 'wood'
  /** Millimetres of background beyond the page's outermost corners; a negative value cuts them off. */
  readonly margin: number
}

export interface DegradedPage {
  readonly bytes: Buffer
  readonly done: Degradation
  /** Maps millimetres on the page to pixels of the picture. */
  readonly place: Homography
}

export function drawDegradation(chance: Seeded): Degradation {
  const between = (from: number, to: number): number => from + chance.unit() * (to - from)
  return {
    dpi: between(150, 300),
    rotation: between(-15, 15),
    quarterTurns: chance.weighted([
      [0, 6],
      [1, 1],
      [2, 2],
      [3, 1],
    ]),
    perspective: between(0, 0.06),
    blur: between(0, 0.16),
    noise: between(0, 16),
    jpeg: chance.chance(0.5) ? 40 : chance.integer(40, 85),
    stains: chance.integer(0, 3),
    shadow: between(0, 0.5),
    background: chance.pick(['white lid', 'grey lid', 'dark desk', 'wood']),
    margin: between(-2, 20),
  }
}

const BACKGROUNDS: Readonly<Record<Degradation['background'], readonly [number, number, number]>> = {
  'white lid': [250, 250, 249],
  'grey lid': [176, 178, 180],
  'dark desk': [52, 48, 46],
  wood: [150, 108, 70],
}

/** Positions of the page's corners in mm, moved so that the picture starts at its margin. */
function placement(
  done: Degradation,
  width: number,
  height: number,
  chance: Seeded,
): { place: Homography; width: number; height: number } {
  const angle = ((done.rotation + 90 * done.quarterTurns) * Math.PI) / 180
  const pull = (): number => (chance.unit() * 2 - 1) * done.perspective * width
  const turned = cornersOf(-width / 2, -height / 2, width, height)
    .map(({ x, y }): Point => ({ x: x + pull(), y: y + pull() }))
    .map(({ x, y }): Point => ({
      x: x * Math.cos(angle) - y * Math.sin(angle),
      y: x * Math.sin(angle) + y * Math.cos(angle),
    }))
  const [left, top] = [
    Math.min(...turned.map(({ x }) => x)) - done.margin,
    Math.min(...turned.map(({ y }) => y)) - done.margin,
  ]
  const map = homographyOf(
    cornersOf(0, 0, width, height),
    turned.map(({ x, y }) => ({ x: x - left, y: y - top })),
  )
  if (map === null) throw new Error('the page has folded up')
  return {
    place: map,
    width: Math.max(...turned.map(({ x }) => x)) - left + done.margin,
    height: Math.max(...turned.map(({ y }) => y)) - top + done.margin,
  }
}

const scaling = (factor: number): Homography => [factor, 0, 0, 0, factor, 0, 0, 0, 1]

/** Applies the degradation `done` to a clean RGB page with `pixelsPerMm`. */
export async function degrade(
  cv: OpenCv,
  page: Raster,
  pixelsPerMm: number,
  done: Degradation,
  chance: Seeded,
): Promise<DegradedPage> {
  const target = done.dpi / 25.4
  const widthMm = page.width / pixelsPerMm
  const heightMm = page.height / pixelsPerMm
  const small = shrunk(cv, page, Math.round(Math.max(widthMm, heightMm) * target))
  const canvas = createCanvas(small.raster.width, small.raster.height)
  const context = canvas.getContext('2d')
  context.putImageData(new ImageData(rgba(small.raster), small.raster.width, small.raster.height), 0, 0)
  const scale = small.raster.width / widthMm
  paintStains(context, { count: done.stains, widthMm, heightMm, pixelsPerMm: scale }, chance)
  const stained = rgb(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)

  const where = placement(done, widthMm, heightMm, chance)
  const place = multiply(scaling(target), where.place)
  const width = Math.round(where.width * target)
  const height = Math.round(where.height * target)
  const toPicture = multiply(place, scaling(1 / scale))
  const picture = warped(cv, stained, toPicture, width, height)
  putOnBackground(
    picture,
    project,
    place,
    widthMm,
    heightMm,
    BACKGROUNDS[done.background],
    done.background === 'wood',
    chance,
  )
  const lit = paintShadows(picture, done.shadow, chance)
  // Below this value the library does not blur.
  const blurred =
    done.blur * target < 0.3
      ? lit.data
      : await sharp(lit.data, { raw: { width, height, channels: 3 } })
          .blur(done.blur * target)
          .raw()
          .toBuffer()
  addNoise(blurred, done.noise, chance)
  const bytes = await sharp(blurred, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: done.jpeg })
    .withMetadata({ density: Math.round(done.dpi) })
    .toBuffer()
  return { bytes, done, place }
}

/** Replaces everything outside the page's outline by background. */
function putOnBackground(
  picture: Raster,
  map: typeof project,
  place: Homography,
  widthMm: number,
  heightMm: number,
  [r, g, b]: readonly [number, number, number],
  grained: boolean,
  chance: Seeded,
): void {
  const corners = cornersOf(0, 0, widthMm, heightMm).map((corner) => map(place, corner))
  const phase = chance.unit() * 9
  for (let y = 0; y < picture.height; y++) {
    // The page is convex, so the paper lies between the two crossings of a row.
    const crossings = corners.flatMap((from, at) => {
      const to = corners[(at + 1) % 4] ?? from
      return from.y <= y !== to.y <= y ? [from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)] : []
    })
    const [left, right] =
      crossings.length < 2 ? [picture.width, picture.width] : [Math.min(...crossings), Math.max(...crossings)]
    for (let x = 0; x < picture.width; x++) {
      if (x >= left && x <= right) continue
      // The sheet casts a thin shadow on the surface below.
      const near = Math.min(Math.abs(x - left), Math.abs(x - right))
      const shade =
        (near < 6 ? 0.75 + near / 24 : 1) * (grained ? 0.88 + 0.12 * Math.sin(y / 7 + Math.sin(x / 90 + phase) * 3) : 1)
      const pixel = (y * picture.width + x) * 3
      picture.data[pixel] = r * shade
      picture.data[pixel + 1] = g * shade
      picture.data[pixel + 2] = b * shade
    }
  }
}

function addNoise(data: Uint8Array, deviation: number, chance: Seeded): void {
  if (deviation < 0.5) return
  // Box–Muller into a table, then walked in a pseudo-random order: a call of the generator per sample would take
  // seconds.
  const table = Float32Array.from(
    { length: 1 << 15 },
    () => deviation * Math.sqrt(-2 * Math.log(1 - chance.unit())) * Math.cos(2 * Math.PI * chance.unit()),
  )
  let state = chance.integer(1, 0x7fffffff)
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    data[at] = Math.max(0, Math.min(255, (data[at] ?? 0) + (table[state >>> 17] ?? 0)))
  }
}
