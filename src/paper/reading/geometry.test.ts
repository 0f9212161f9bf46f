import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cornersOf,
  distance,
  homographyOf,
  invert,
  isConvex,
  multiply,
  type Point,
  project,
  type Quad,
} from './geometry.ts'

const wobble = fc.double({ min: -40, max: 40, noNaN: true })
/** An A4 page in mm, and the places of its corners in a picture. */
const page = cornersOf(0, 0, 210, 297)
const quad = fc.array(wobble, { minLength: 8, maxLength: 8 }).chain((by) =>
  fc.double({ min: 0, max: Math.PI * 2, noNaN: true }).map((angle) => {
    const turned = page.map(({ x, y }, at) => ({
      x: 900 + 6 * (x * Math.cos(angle) - y * Math.sin(angle)) + (by[at * 2] ?? 0),
      y: 900 + 6 * (x * Math.sin(angle) + y * Math.cos(angle)) + (by[at * 2 + 1] ?? 0),
    }))
    return turned as unknown as Quad
  }),
)

test('four pairs are met exactly, and the inverse brings every point back', () => {
  fc.assert(
    fc.property(
      quad,
      fc.double({ min: 0, max: 210, noNaN: true }),
      fc.double({ min: 0, max: 297, noNaN: true }),
      (corners, x, y) => {
        const map = homographyOf(page, corners)
        const back = map && invert(map)
        if (!map || !back) throw new Error('no map')
        page.forEach((corner, at) => {
          expect(distance(project(map, corner), corners[at] as Point)).toBeLessThan(1e-6)
        })
        expect(distance(project(back, project(map, { x, y })), { x, y })).toBeLessThan(1e-6)
        expect(distance(project(multiply(back, map), { x, y }), { x, y })).toBeLessThan(1e-6)
        expect(isConvex(corners)).toBe(true)
      },
    ),
  )
})

test('more than four pairs: one that is half a pixel off moves the page less than that', () => {
  const points = [...page, { x: 30, y: 20 }, { x: 180, y: 20 }, { x: 30, y: 250 }]
  const moved = points.map(({ x, y }, at) => ({ x: x * 6 + (at === 4 ? 0.5 : 0), y: y * 6 }))
  const map = homographyOf(points, moved)
  if (!map) throw new Error('no map')
  for (const point of points)
    expect(distance(project(map, point), { x: point.x * 6, y: point.y * 6 })).toBeLessThan(0.5)
})

test('what has no map has none', () => {
  expect(homographyOf(page.slice(0, 3), page.slice(0, 3))).toBeNull()
  const line = [0, 1, 2, 3].map((at) => ({ x: at * 10, y: at * 20 }))
  expect(homographyOf(line, page)).toBeNull()
  expect(homographyOf(page, line)).toBeNull()
  expect(isConvex([page[0], page[2], page[1], page[3]])).toBe(false)
  expect(invert([1, 2, 3, 2, 4, 6, 0, 0, 1])).toBeNull()
})
