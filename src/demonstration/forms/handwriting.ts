/**
 * Writing as a hand does it: no two letters alike, the line not quite straight, the ink thicker here and thinner there.
 */
import { fileURLToPath } from 'node:url'
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import type { Seeded } from '../seeded.ts'

const FONTS = fileURLToPath(new URL('../../../resources/fonts/', import.meta.url))

/** Makes the fonts known; again does no harm. */
export function registerFonts(): void {
  for (const [file, name] of [
    ['handwriting/Caveat-Regular.ttf', 'Hand Flowing'],
    ['handwriting/PatrickHand-Regular.ttf', 'Hand Print'],
    ['SourceSans3-Regular.ttf', 'Form'],
    ['SourceSans3-Semibold.ttf', 'Form Semibold'],
    ['SourceSans3-Bold.ttf', 'Form Bold'],
    ['SourceSans3-It.ttf', 'Form Italic'],
  ] as const)
    if (!GlobalFonts.has(name)) GlobalFonts.registerFromPath(`${FONTS}${file}`, name)
}

/** A writer: the same on every line of a form. */
export interface Hand {
  readonly font: 'Hand Flowing' | 'Hand Print'
  readonly size: number
  readonly ink: readonly [number, number, number]
  /** Radians by which letters lean further. */
  readonly slant: number
  /** 0 = engraved, 1 = an unsteady hand. */
  readonly tremor: number
}

export function handOf(chance: Seeded): Hand {
  const blue = chance.chance(0.75)
  return {
    font: chance.chance(0.6) ? 'Hand Flowing' : 'Hand Print',
    size: chance.integer(35, 41),
    ink: blue ? [24 + chance.integer(0, 18), 38 + chance.integer(0, 20), 120 + chance.integer(0, 36)] : [30, 30, 36],
    slant: chance.unit() * 0.16 - 0.04,
    tremor: 0.7 + chance.unit() * 0.8,
  }
}

const around = (chance: Seeded, spread: number): number => (chance.unit() + chance.unit() - 1) * spread

/**
 * Writes a line from (x, y), y being the rule it stands on; stops before `maximum` by writing narrower. Answers where
 * the hand came to rest.
 */
export function write(
  context: SKRSContext2D,
  text: string,
  x: number,
  y: number,
  { hand, chance, maximum = Infinity }: { hand: Hand; chance: Seeded; maximum?: number },
): number {
  const size = hand.font === 'Hand Print' ? hand.size * 0.86 : hand.size * 1.1
  context.save()
  context.font = `${String(size)}px "${hand.font}"`
  const squeeze = Math.min(1, maximum / (context.measureText(text).width * 1.04))
  const drift = around(chance, 0.008)
  const fine = context.getTransform().a > 0.8
  let at = x
  let wander = 0
  for (const letter of text) {
    const width = context.measureText(letter).width * squeeze
    wander = wander * 0.7 + around(chance, 1.6 * hand.tremor)
    context.save()
    context.translate(at, y - 3 + wander + (at - x) * drift)
    context.transform(
      squeeze * (1 + around(chance, 0.05)),
      around(chance, 0.02),
      -Math.tan(hand.slant + around(chance, 0.03)),
      1 + around(chance, 0.07 * hand.tremor),
      0,
      0,
    )
    context.rotate(around(chance, 0.035 * hand.tremor))
    const [r, g, b] = hand.ink
    const pressure = 0.78 + chance.unit() * 0.22
    context.fillStyle = `rgba(${String(r)},${String(g)},${String(b)},${pressure.toFixed(2)})`
    context.fillText(letter, 0, 0)
    // A second, thinner pass a hair away: the pen pressed harder. Too fine to be seen on a small page.
    context.globalAlpha = 0.35 + chance.unit() * 0.3
    const aside = 0.6 + around(chance, 0.4)
    if (fine) context.fillText(letter, aside, 0.5)
    context.restore()
    at += width + around(chance, 1.1 * hand.tremor)
  }
  context.restore()
  return at
}

const ASCENDERS = /[bdfhklt]/
const DESCENDERS = /[gjpqyșțz]/

/**
 * A signature: a large initial, then the letters more and more hurried, loops where they have them, and a flourish of
 * the writer's own.
 */
export function sign(
  context: SKRSContext2D,
  name: string,
  x: number,
  y: number,
  { hand, chance }: { hand: Hand; chance: Seeded },
): void {
  const [r, g, b] = hand.ink
  const style = {
    width: 7 + chance.unit() * 7,
    height: 12 + chance.unit() * 10,
    loop: 24 + chance.unit() * 22,
    rise: -(chance.unit() * 0.22),
    flourish: chance.integer(0, 2),
  }
  const end = write(context, name.charAt(0), x, y, {
    hand: {
      ...hand,
      font: 'Hand Flowing',
      size: hand.size * (1.5 + chance.unit() * 0.5),
      slant: 0.1 + chance.unit() * 0.25,
    },
    chance,
  })
  context.save()
  context.strokeStyle = `rgba(${String(r)},${String(g)},${String(b)},0.9)`
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.lineWidth = 2 + chance.unit() * 0.8
  context.translate(end - 4, y - 5)
  context.transform(1, style.rise, -0.2, 1, 0, 0)
  context.beginPath()
  context.moveTo(0, 0)
  let at = 0
  const letters = [...name.slice(1).toLowerCase()]
  letters.forEach((letter, index) => {
    const haste = 1 - (index / (letters.length + 3)) * 0.75
    const step = style.width * (0.7 + chance.unit() * 0.7)
    const wobble = (): number => (chance.unit() - 0.5) * 5
    if (ASCENDERS.test(letter)) {
      const height = style.loop * (0.6 + haste * 0.5)
      context.bezierCurveTo(
        at + step * 1.6,
        -height * 0.6,
        at + step * 1.4,
        -height * 1.2 + wobble(),
        at + step * 0.7,
        -height,
      )
      context.bezierCurveTo(at + step * 0.3, -height * 0.6, at + step * 0.6, wobble(), at + step * 1.1, wobble() * 0.5)
    } else if (DESCENDERS.test(letter)) {
      const depth = style.loop * 0.8 * haste
      context.bezierCurveTo(
        at + step * 0.5,
        -style.height * haste,
        at + step,
        -style.height * haste * 0.6,
        at + step * 0.9,
        depth * 0.4,
      )
      context.bezierCurveTo(
        at + step * 0.8,
        depth * 1.3,
        at - step * 0.4,
        depth + wobble(),
        at + step * 1.2,
        -2 + wobble(),
      )
    } else {
      const height = style.height * haste * (0.6 + chance.unit() * 0.6)
      context.bezierCurveTo(
        at + step * 0.2,
        -height,
        at + step * 0.6,
        -height * 1.1,
        at + step * 0.65,
        -height * 0.2 + wobble() * 0.5,
      )
      context.quadraticCurveTo(at + step * 0.75, 3 + wobble() * 0.4, at + step * 1.15, -1 + wobble() * 0.4)
    }
    at += step * 1.15
  })
  const tail = 30 + chance.unit() * 60
  if (style.flourish === 0) {
    context.bezierCurveTo(at + tail * 0.5, -4, at + tail, -22, at + tail * 0.9, 8)
    context.bezierCurveTo(at + tail * 0.4, 26, 30, 12, -20, 24 + chance.unit() * 8)
  } else if (style.flourish === 1)
    context.bezierCurveTo(at + tail * 0.3, 6, at + tail * 0.8, -2, at + tail * 1.4, -10 - chance.unit() * 12)
  else {
    context.bezierCurveTo(at + tail, -style.loop, at + tail * 0.4, -style.loop * 1.4, at - 10, -style.loop * 0.7)
    context.bezierCurveTo(at * 0.4, 0, at + tail * 0.4, 14, at + tail * 1.2, 10 + chance.unit() * 8)
  }
  context.stroke()
  context.restore()
}

/** A tick in a box of the form, drawn over its edges. */
export function tick(
  context: SKRSContext2D,
  x: number,
  y: number,
  size: number,
  { hand, chance }: { hand: Hand; chance: Seeded },
): void {
  const [r, g, b] = hand.ink
  const wobble = (): number => around(chance, 3)
  context.save()
  context.strokeStyle = `rgba(${String(r)},${String(g)},${String(b)},0.92)`
  context.lineWidth = 3.2
  context.lineCap = 'round'
  context.beginPath()
  if (hand.font === 'Hand Print') {
    context.moveTo(x + 2 + wobble(), y + 2 + wobble())
    context.quadraticCurveTo(x + size / 2 + wobble(), y + size / 2, x + size + wobble(), y + size + wobble())
    context.moveTo(x + size + wobble(), y + wobble())
    context.quadraticCurveTo(x + size / 2, y + size / 2 + wobble(), x + wobble(), y + size + wobble())
  } else {
    context.moveTo(x + 1 + wobble(), y + size * 0.5 + wobble())
    context.quadraticCurveTo(x + size * 0.3, y + size * 0.8, x + size * 0.42, y + size + wobble())
    context.quadraticCurveTo(x + size * 0.7, y + size * 0.2, x + size * 1.35 + wobble(), y - size * 0.4 + wobble())
  }
  context.stroke()
  context.restore()
}
