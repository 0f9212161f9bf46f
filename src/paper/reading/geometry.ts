/** Points and plane projective maps (homographies), stored row by row with the last entry 1. */

export interface Point {
  readonly x: number
  readonly y: number
}
export type Homography = readonly [number, number, number, number, number, number, number, number, number]
export type Quad = readonly [topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point]

export function project([a, b, c, d, e, f, g, h, i]: Homography, { x, y }: Point): Point {
  const w = g * x + h * y + i
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w }
}

export function multiply(left: Homography, right: Homography): Homography {
  const cell = (row: number, column: number): number =>
    [0, 1, 2].reduce((sum, at) => sum + (left[row * 3 + at] ?? 0) * (right[at * 3 + column] ?? 0), 0)
  const [a, b, c, d, e, f, g, h, i] = [
    cell(0, 0),
    cell(0, 1),
    cell(0, 2),
    cell(1, 0),
    cell(1, 1),
    cell(1, 2),
    cell(2, 0),
    cell(2, 1),
    cell(2, 2),
  ]
  return [a / i, b / i, c / i, d / i, e / i, f / i, g / i, h / i, 1]
}

/** Null for a map that cannot be inverted. */
export function invert([a, b, c, d, e, f, g, h, i]: Homography): Homography | null {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g]
  const determinant = a * A + b * B + c * C
  const last = (a * e - b * d) / determinant
  if (!Number.isFinite(last) || Math.abs(determinant) < 1e-12 || Math.abs(last) < 1e-12) return null
  const scale = determinant * last
  return [
    A / scale,
    (c * h - b * i) / scale,
    (b * f - c * e) / scale,
    B / scale,
    (a * i - c * g) / scale,
    (c * d - a * f) / scale,
    C / scale,
    (b * g - a * h) / scale,
    1,
  ]
}

/** Solves a square system in place by Gaussian elimination with pivoting; null when it is singular. */
function solve(rows: number[][]): number[] | null {
  const size = rows.length
  for (let column = 0; column < size; column++) {
    const best = rows.reduce(
      (chosen, row, at) =>
        at >= column && Math.abs(row[column] ?? 0) > Math.abs(rows[chosen]?.[column] ?? 0) ? at : chosen,
      column,
    )
    const [pivot, other] = [rows[best], rows[column]]
    if (!pivot || !other || Math.abs(pivot[column] ?? 0) < 1e-10) return null
    rows[best] = other
    rows[column] = pivot
    for (const [at, row] of rows.entries()) {
      if (at === column) continue
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1)
      if (factor !== 0)
        for (let cell = column; cell <= size; cell++) row[cell] = (row[cell] ?? 0) - factor * (pivot[cell] ?? 0)
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1))
}

/** Scales points to a mean distance of 1 from their centre, which keeps the system well conditioned. */
function conditioning(points: readonly Point[]): Homography {
  const mean = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  }
  const spread = points.reduce((sum, point) => sum + distance(point, mean), 0) / points.length || 1
  return [1 / spread, 0, -mean.x / spread, 0, 1 / spread, -mean.y / spread, 0, 0, 1]
}

/**
 * The map from `from` to `to`: exact for four pairs, least squares for more. Null for fewer pairs, or when points
 * coincide or lie on a line.
 */
export function homographyOf(from: readonly Point[], to: readonly Point[]): Homography | null {
  if (from.length < 4 || from.length !== to.length) return null
  const [source, target] = [conditioning(from), conditioning(to)]
  const back = invert(target)
  if (back === null) return null
  const normal = Array.from({ length: 8 }, () => new Array<number>(9).fill(0))
  from.forEach((point, at) => {
    const { x, y } = project(source, point)
    const { x: u, y: v } = project(target, to[at] ?? { x: 0, y: 0 })
    for (const row of [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ])
      for (let i = 0; i < 8; i++)
        for (let j = 0; j < 9; j++) (normal[i] ?? [])[j] = (normal[i]?.[j] ?? 0) + (row[i] ?? 0) * (row[j] ?? 0)
  })
  const found = solve(normal)
  if (found === null) return null
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = found
  return multiply(multiply(back, [a, b, c, d, e, f, g, h, 1]), source)
}

/** Weighted least squares: each row has its coefficients and then its right side. */
function leastSquares(rows: readonly (readonly number[])[], weights: readonly number[], unknowns: number) {
  const normal = Array.from({ length: unknowns }, () => new Array<number>(unknowns + 1).fill(0))
  rows.forEach((row, at) => {
    for (let i = 0; i < unknowns; i++)
      for (let j = 0; j <= unknowns; j++)
        (normal[i] ?? [])[j] = (normal[i]?.[j] ?? 0) + (weights[at >> 1] ?? 1) * (row[i] ?? 0) * (row[j] ?? 0)
  })
  return solve(normal)
}

/** Turns, scales and moves: four unknowns. Weighted least squares; null for points that coincide. */
export function similarityOf(
  from: readonly Point[],
  to: readonly Point[],
  weights: readonly number[],
): Homography | null {
  const rows = from.flatMap(({ x, y }, at) => {
    const { x: u, y: v } = to[at] ?? { x: 0, y: 0 }
    return [
      [x, -y, 1, 0, u],
      [y, x, 0, 1, v],
    ]
  })
  const found = leastSquares(rows, weights, 4)
  if (found === null) return null
  const [a = 0, b = 0, c = 0, d = 0] = found
  return [a, -b, c, b, a, d, 0, 0, 1]
}

/** Also stretches and shears: six unknowns. Weighted least squares; null for points on a line. */
export function affinityOf(
  from: readonly Point[],
  to: readonly Point[],
  weights: readonly number[],
): Homography | null {
  const rows = from.flatMap(({ x, y }, at) => {
    const { x: u, y: v } = to[at] ?? { x: 0, y: 0 }
    return [
      [x, y, 1, 0, 0, 0, u],
      [0, 0, 0, x, y, 1, v],
    ]
  })
  const found = leastSquares(rows, weights, 6)
  if (found === null) return null
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = found
  return [a, b, c, d, e, f, 0, 0, 1]
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Twice the signed area of the turn a → b → c: positive when it goes clockwise on a screen. */
export const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

/** Whether four corners are in clockwise order and form a convex quadrangle. */
export const isConvex = (quad: Quad): boolean =>
  quad.every((corner, at) => turn(corner, quad[(at + 1) % 4] ?? corner, quad[(at + 2) % 4] ?? corner) > 0)

export const cornersOf = (left: number, top: number, width: number, height: number): Quad => [
  { x: left, y: top },
  { x: left + width, y: top },
  { x: left + width, y: top + height },
  { x: left, y: top + height },
]
