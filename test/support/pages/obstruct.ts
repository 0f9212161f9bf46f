/**
 * Takes parts of a page away from a picture: cuts at every edge, Letter length, thirds, a folded corner, another sheet
 * on top, glare; or inverts it. Returns which places of the page can still be seen.
 */
import { createCanvas, ImageData, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import sharp from 'sharp'
import type { Seeded } from '../../../src/demonstration/seeded.ts'
import { cornersOf, type Homography, type Point, project } from '../../../src/paper/reading/geometry.ts'
import type { Rect } from '../../../src/paper/reading/raster.ts'
import type { DegradedPage } from './degrade.ts'

export const OBSTRUCTIONS = [
  'cut at the top',
  'cut at the right',
  'cut at the bottom',
  'cut at the left',
  'Letter length',
  'a third',
  'folded corner',
  'another sheet on top',
  'glare',
  'inverted',
] as const
export type Obstruction = (typeof OBSTRUCTIONS)[number]

/** How much of a place cannot be seen: nothing, a part, or all of it. */
export type Hidden = 'nothing' | 'part' | 'all'

export interface ObstructedPage {
  readonly bytes: Buffer
  readonly obstruction: Obstruction
  /** `place` is in millimetres on the page. */
  readonly hidden: (place: Rect) => Hidden
}

interface Cut {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The part of the picture that remains, in its pixels. `place` maps mm of an A4 page to them. */
function cutOf(kind: Obstruction, place: Homography, size: { width: number; height: number }, chance: Seeded): Cut {
  const corners = cornersOf(0, 0, 210, 297).map((corner) => project(place, corner))
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const bounds = {
    left: Math.max(0, Math.min(...xs)),
    right: Math.min(size.width, Math.max(...xs)),
    top: Math.max(0, Math.min(...ys)),
    bottom: Math.min(size.height, Math.max(...ys)),
  }
  const [across, down] = [bounds.right - bounds.left, bounds.bottom - bounds.top]
  const whole: Cut = { left: 0, top: 0, right: size.width, bottom: size.height }
  const by = 0.03 + chance.unit() * 0.3
  if (kind === 'cut at the top') return { ...whole, top: bounds.top + down * by }
  if (kind === 'cut at the bottom') return { ...whole, bottom: bounds.bottom - down * by }
  if (kind === 'cut at the left') return { ...whole, left: bounds.left + across * by }
  if (kind === 'cut at the right') return { ...whole, right: bounds.right - across * by }
  // A scanner with Letter length loses 17.6 of 297 mm at the end of its travel.
  if (kind === 'Letter length')
    return across < down
      ? { ...whole, bottom: bounds.bottom - (down * 17.6) / 297 }
      : { ...whole, right: bounds.right - (across * 17.6) / 297 }
  const third = chance.integer(0, 2)
  return across < down
    ? { ...whole, top: bounds.top + (down * third) / 3, bottom: bounds.top + (down * (third + 1)) / 3 }
    : { ...whole, left: bounds.left + (across * third) / 3, right: bounds.left + (across * (third + 1)) / 3 }
}

const CUTS: readonly Obstruction[] = OBSTRUCTIONS.slice(0, 6)

/** A corner folded over: its triangle shows what lies below, and the flap covers as much of the page again. */
function foldOf(chance: Seeded): Point[] {
  const at = chance.integer(0, 3)
  const [x, y] = [at === 1 || at === 2 ? 210 : 0, at >= 2 ? 297 : 0]
  const [along, down] = [25 + chance.unit() * 75, 25 + chance.unit() * 75]
  const [inward, inside] = [x === 0 ? along : x - along, y === 0 ? down : y - down]
  // The corner mirrored in the fold.
  const [dx, dy] = [inward - x, inside - y]
  const share = (2 * dx * dy) / (dx * dx + dy * dy)
  return [
    { x, y },
    { x: inward, y },
    { x: x + dy * share, y: y + dx * share },
    { x, y: inside },
  ]
}

/** A slip, a card or a sheet anywhere on the page, turned by up to 12°. */
function sheetOf(chance: Seeded): Point[] {
  const [width, height] = [40 + chance.unit() * 150, 30 + chance.unit() * 180]
  const centre = { x: chance.unit() * 210, y: chance.unit() * 297 }
  const angle = ((chance.unit() * 24 - 12) * Math.PI) / 180
  return cornersOf(-width / 2, -height / 2, width, height).map(({ x, y }) => ({
    x: centre.x + x * Math.cos(angle) - y * Math.sin(angle),
    y: centre.y + x * Math.sin(angle) + y * Math.cos(angle),
  }))
}

function paint(context: SKRSContext2D, polygon: readonly Point[], colour: string): void {
  context.fillStyle = colour
  context.beginPath()
  polygon.forEach(({ x, y }, at) => {
    if (at === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  })
  context.closePath()
  context.fill()
}

/** Lines of print on the sheet that lies on top, so that it is not only white. */
function printOn(context: SKRSContext2D, [a, b, , d]: readonly Point[], chance: Seeded): void {
  if (a === undefined || b === undefined || d === undefined || chance.chance(0.4)) return
  const at = (across: number, down: number): Point => ({
    x: a.x + (b.x - a.x) * across + (d.x - a.x) * down,
    y: a.y + (b.y - a.y) * across + (d.y - a.y) * down,
  })
  context.strokeStyle = '#3c3c40'
  context.lineWidth = Math.max(1, Math.hypot(d.x - a.x, d.y - a.y) / 120)
  for (let down = 0.1; down < 0.9; down += 0.08)
    for (let across = 0.08; across < 0.9; across += 0.05 + chance.unit() * 0.06) {
      const [from, to] = [at(across, down), at(across + 0.03, down + 0.005)]
      context.beginPath()
      context.moveTo(from.x, from.y)
      context.lineTo(to.x, to.y)
      context.stroke()
    }
}

interface Glare {
  readonly centre: Point
  /** Pixels from the centre within which everything is white, and up to which light is added. */
  readonly white: number
  readonly reach: number
}

/** Adds light as a reflection of a lamp does; returns the pixels. */
function lit(data: Uint8ClampedArray, width: number, height: number, { centre, white, reach }: Glare): void {
  for (let y = Math.max(0, Math.floor(centre.y - reach)); y < Math.min(height, centre.y + reach); y++)
    for (let x = Math.max(0, Math.floor(centre.x - reach)); x < Math.min(width, centre.x + reach); x++) {
      const away = Math.hypot(x - centre.x, y - centre.y)
      if (away >= reach) continue
      const light = away <= white ? 255 : 255 * (1 - (away - white) / (reach - white)) ** 2
      for (let sample = (y * width + x) * 4, channel = 0; channel < 3; channel++)
        data[sample + channel] = (data[sample + channel] ?? 0) + light
    }
}

const inPolygon = ({ x, y }: Point, polygon: readonly Point[]): boolean =>
  polygon.reduce((inside, from, at) => {
    const to = polygon[(at + 1) % polygon.length] ?? from
    const crosses = from.y > y !== to.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)
    return crosses ? !inside : inside
  }, false)

export async function obstruct(
  { bytes, place, done }: DegradedPage,
  obstruction: Obstruction,
  chance: Seeded,
): Promise<ObstructedPage> {
  const image = await loadImage(bytes)
  const { width, height } = image
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const cut = CUTS.includes(obstruction)
    ? cutOf(obstruction, place, { width, height }, chance)
    : { left: 0, top: 0, right: width, bottom: height }
  let covered: Point[] = []
  let glare: Glare | null = null
  if (obstruction === 'folded corner') {
    covered = foldOf(chance).map((point) => project(place, point))
    const [corner, ...flap] = covered
    paint(context, covered, chance.pick(['#34302e', '#fafaf9', '#b0b2b4']))
    if (corner !== undefined) paint(context, flap, '#f1f1ee')
  }
  if (obstruction === 'another sheet on top') {
    covered = sheetOf(chance).map((point) => project(place, point))
    paint(context, covered, chance.pick(['#f7f7f5', '#fdf6d8', '#dfe8f2', '#ffffff']))
    printOn(context, covered, chance)
  }
  const pixels = context.getImageData(0, 0, width, height)
  if (obstruction === 'glare') {
    const scale = done.dpi / 25.4
    glare = {
      centre: project(place, { x: 20 + chance.unit() * 170, y: 20 + chance.unit() * 257 }),
      white: (8 + chance.unit() * 25) * scale,
      reach: (40 + chance.unit() * 50) * scale,
    }
    lit(pixels.data, width, height, glare)
  }
  context.putImageData(new ImageData(pixels.data, width, height), 0, 0)
  const [left, top] = [Math.round(cut.left), Math.round(cut.top)]
  const [across, down] = [Math.round(cut.right) - left, Math.round(cut.bottom) - top]
  const kept = sharp(canvas.toBuffer('image/png')).extract({ left, top, width: across, height: down })
  const made = await (obstruction === 'inverted' ? kept.removeAlpha().negate() : kept.removeAlpha())
    .jpeg({ quality: 85 })
    .withMetadata({ density: Math.round(done.dpi) })
    .toBuffer()
  const gone = (point: Point): boolean => {
    const at = project(place, point)
    return (
      at.x < left ||
      at.y < top ||
      at.x >= left + across ||
      at.y >= top + down ||
      inPolygon(at, covered) ||
      (glare !== null && Math.hypot(at.x - glare.centre.x, at.y - glare.centre.y) <= glare.white)
    )
  }
  return {
    bytes: made,
    obstruction,
    hidden: ({ x, y, width: wide, height: high }) => {
      const points = Array.from({ length: 99 }, (_, at) => ({
        x: x + (wide * (at % 11)) / 10,
        y: y + (high * Math.floor(at / 11)) / 8,
      }))
      const count = points.filter(gone).length
      if (count === 0) return 'nothing'
      return count === points.length ? 'all' : 'part'
    },
  }
}
