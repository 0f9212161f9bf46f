/**
 * Draws handwriting: letters vary, lines are not quite straight, and the ink is uneven.
 */
import { fileURLToPath } from 'node:url'
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import type { Seeded } from '../seeded.ts'

const FONTS = fileURLToPath(new URL('../../../resources/fonts/', import.meta.url))

/** Registers the fonts. Repeated calls have no effect. */
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

/** The handwriting of one person, the same on every line of a form. */
export interface Hand {
  readonly font: 'Hand Flowing' | 'Hand Print'
  readonly size: number
  readonly ink: readonly [number, number, number]
  /** Additional slant of the letters, in radians. */
  readonly slant: number
  /** From 0 (perfectly even) to 1 (an unsteady hand). */
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
 * Writes a line of text that starts at x and stands on the rule at y. Text wider than `maximum` is narrowed. Returns
 * the
 * x coordinate of its end.
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
    // A second, fainter pass beside the first imitates higher pressure. It would not be visible on a small page.
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
 * Draws a signature: a large initial, then increasingly hurried letters with loops, and the flourish of the writer.
 */
export function sign(
  context: SKRSContext2D,
  name: string,
  x: number,
  y: number,
  { hand, chance }: { hand: Hand; chance: Seeded },
): void {
  const [r, g, b] = hand.ink
  const style: SignatureStyle = {
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
    drawLetter(context, letter, { at, step, haste }, style, chance)
    at += step * 1.15
  })
  drawFlourish(context, at, style, chance)
  context.stroke()
  context.restore()
}

interface SignatureStyle {
  readonly width: number
  readonly height: number
  readonly loop: number
  readonly rise: number
  readonly flourish: number
}

/** Adds the stroke of one letter of a signature, which starts at `at` and is `step` wide. */
function drawLetter(
  context: SKRSContext2D,
  letter: string,
  { at, step, haste }: { at: number; step: number; haste: number },
  style: SignatureStyle,
  chance: Seeded,
): void {
  const wobble = (): number => (chance.unit() - 0.5) * 5
  const curve = (...[x1, y1, x2, y2, x, y]: [number, number, number, number, number, number]) =>
    context.bezierCurveTo(at + step * x1, y1, at + step * x2, y2, at + step * x, y)
  if (ASCENDERS.test(letter)) {
    const height = style.loop * (0.6 + haste * 0.5)
    curve(1.6, -height * 0.6, 1.4, -height * 1.2 + wobble(), 0.7, -height)
    curve(0.3, -height * 0.6, 0.6, wobble(), 1.1, wobble() * 0.5)
  } else if (DESCENDERS.test(letter)) {
    const depth = style.loop * 0.8 * haste
    curve(0.5, -style.height * haste, 1, -style.height * haste * 0.6, 0.9, depth * 0.4)
    curve(0.8, depth * 1.3, -0.4, depth + wobble(), 1.2, -2 + wobble())
  } else {
    const height = style.height * haste * (0.6 + chance.unit() * 0.6)
    curve(0.2, -height, 0.6, -height * 1.1, 0.65, -height * 0.2 + wobble() * 0.5)
    context.quadraticCurveTo(at + step * 0.75, 3 + wobble() * 0.4, at + step * 1.15, -1 + wobble() * 0.4)
  }
}

function drawFlourish(context: SKRSContext2D, at: number, style: SignatureStyle, chance: Seeded): void {
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
}

/** Draws a tick in a box of the form, which may extend over its edges. */
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
