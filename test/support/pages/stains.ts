/** Coffee on a page, and uneven light over the picture of it. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Seeded } from '../../../src/demonstration/seeded.ts'
import type { Raster } from '../../../src/paper/reading/raster.ts'

export interface Sheet {
  readonly count: number
  readonly widthMm: number
  readonly heightMm: number
  readonly pixelsPerMm: number
}

/**
 * Rings of cups with a sharp dark rim, a pale centre and drops beside them. They may be anywhere, also over marks,
 * codes and boxes.
 */
export function paintStains(
  context: SKRSContext2D,
  { count, widthMm, heightMm, pixelsPerMm }: Sheet,
  chance: Seeded,
): void {
  context.save()
  context.scale(pixelsPerMm, pixelsPerMm)
  context.globalCompositeOperation = 'multiply'
  for (let cup = 0; cup < count; cup++) {
    const [x, y, radius] = [chance.unit() * widthMm, chance.unit() * heightMm, 25 + chance.unit() * 20]
    const strength = 0.15 + chance.unit() * 0.35
    const rim = 1 + chance.unit() * 3
    const coffee = (alpha: number): string => `rgba(122, 78, 34, ${alpha.toFixed(3)})`
    const gradient = context.createRadialGradient(x, y, 0, x, y, radius)
    const share = rim / radius
    gradient.addColorStop(0, coffee(strength * 0.35))
    gradient.addColorStop(1 - share * 2, coffee(strength * 0.4))
    gradient.addColorStop(1 - share, coffee(strength * 0.7))
    gradient.addColorStop(1 - share * 0.4, coffee(strength))
    gradient.addColorStop(1, coffee(strength * 0.9))
    context.fillStyle = gradient
    context.beginPath()
    context.ellipse(x, y, radius, radius * (0.9 + chance.unit() * 0.1), chance.unit() * Math.PI, 0, Math.PI * 2)
    context.fill()
    for (let drop = 0; drop < 6; drop++) {
      context.fillStyle = coffee(strength)
      context.beginPath()
      context.arc(
        x + (chance.unit() - 0.5) * radius * 3,
        y + (chance.unit() - 0.5) * radius * 3,
        0.4 + chance.unit() * 2.5,
        0,
        Math.PI * 2,
      )
      context.fill()
    }
  }
  context.restore()
}

/**
 * Light that decreases to one side, and the soft shadow of a hand; `depth` is the share of light lost at the darkest
 * place.
 */
export function paintShadows(picture: Raster, depth: number, chance: Seeded): Raster {
  const { width, height } = picture
  const angle = chance.unit() * Math.PI * 2
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  const reach = Math.abs(dx) * width + Math.abs(dy) * height
  const hand = { x: chance.unit() * width, y: chance.unit() * height, radius: (0.15 + chance.unit() * 0.2) * width }
  const data = new Uint8Array(picture.data.length)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const slope = ((x - width / 2) * dx + (y - height / 2) * dy) / reach + 0.5
      const [across, down] = [x - hand.x, y - hand.y]
      const near = Math.max(0, 1 - Math.sqrt(across * across + down * down) / hand.radius)
      const light = 1 - depth * 0.7 * slope - depth * 0.3 * near * near * (3 - 2 * near)
      data[at] = (picture.data[at] ?? 0) * light
      data[at + 1] = (picture.data[at + 1] ?? 0) * light
      data[at + 2] = (picture.data[at + 2] ?? 0) * light
    }
  return { ...picture, data }
}
