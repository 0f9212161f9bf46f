/** Adds the traces of paper and scanner to a page: tint, shadow, dust, a fold, a slight rotation, sensor noise. */
import { createCanvas, type Canvas } from '@napi-rs/canvas'
import type { Seeded } from '../seeded.ts'

/** A4 at 150 dpi. */
export const PAGE = { width: 1240, height: 1754 } as const

export interface Capture {
  /** Rotation, clockwise. */
  readonly degrees: number
  readonly paper: readonly [number, number, number]
  /** From 0 (none) to 1 (a photograph in a dark hall). */
  readonly shadow: number
  readonly grain: number
  readonly fold: boolean
  readonly colour: boolean
}

export const SCANNED: Capture = {
  degrees: 0.4,
  paper: [251, 250, 246],
  shadow: 0.12,
  grain: 7,
  fold: false,
  colour: true,
}

/** The page as the scanner returns it. Deterministic. */
export function captured(page: Canvas, capture: Capture, chance: Seeded): Canvas {
  const { width, height } = page
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const photographed = capture.shadow > 0.4
  context.fillStyle = photographed ? '#5b5148' : '#e9e8e6'
  context.fillRect(0, 0, width, height)

  context.save()
  context.translate(width / 2, height / 2)
  context.rotate((capture.degrees * Math.PI) / 180)
  const scale = photographed ? 0.93 : 1
  context.scale(scale, scale)
  if (photographed) context.transform(1, 0.012, -0.02, 1, 0, 0)
  const [r, g, b] = capture.paper
  context.shadowColor = 'rgba(0,0,0,0.45)'
  context.shadowBlur = 18
  context.fillStyle = `rgb(${String(r)},${String(g)},${String(b)})`
  context.fillRect(-width / 2, -height / 2, width, height)
  context.shadowBlur = 0
  context.globalCompositeOperation = 'multiply'
  context.drawImage(page, -width / 2, -height / 2)
  if (capture.fold)
    for (const place of [-height / 6, height / 6]) {
      const crease = context.createLinearGradient(0, place - 9, 0, place + 9)
      crease.addColorStop(0, 'rgba(120,120,120,0)')
      crease.addColorStop(0.5, 'rgba(120,120,120,0.22)')
      crease.addColorStop(0.55, 'rgba(255,255,255,0)')
      crease.addColorStop(1, 'rgba(120,120,120,0)')
      context.fillStyle = crease
      context.fillRect(-width / 2, place - 9, width, 18)
    }
  context.restore()

  const light = context.createLinearGradient(0, 0, width, height * 0.4)
  light.addColorStop(0, `rgba(60,50,40,${String(capture.shadow)})`)
  light.addColorStop(0.35, 'rgba(60,50,40,0)')
  light.addColorStop(0.85, 'rgba(60,50,40,0)')
  light.addColorStop(1, `rgba(60,50,40,${String(capture.shadow * 0.7)})`)
  context.fillStyle = light
  context.fillRect(0, 0, width, height)
  for (let speck = 0; speck < 28; speck++) {
    context.fillStyle = `rgba(60,60,60,${(0.15 + chance.unit() * 0.4).toFixed(2)})`
    context.beginPath()
    context.arc(chance.unit() * width, chance.unit() * height, 0.5 + chance.unit() * 1.1, 0, Math.PI * 2)
    context.fill()
  }
  grain(canvas, capture, chance)
  return canvas
}

function grain(canvas: Canvas, { grain: amount, colour }: Capture, chance: Seeded): void {
  const context = canvas.getContext('2d')
  const image = context.getImageData(0, 0, canvas.width, canvas.height)
  const { data } = image
  for (let index = 0; index < data.length; index += 4) {
    const noise = (chance.unit() + chance.unit() - 1) * amount
    const grey = ((data[index] ?? 0) * 299 + (data[index + 1] ?? 0) * 587 + (data[index + 2] ?? 0) * 114) / 1000
    for (let channel = 0; channel < 3; channel++)
      data[index + channel] = (colour ? (data[index + channel] ?? 0) : grey) + noise
  }
  context.putImageData(image, 0, 0)
}
