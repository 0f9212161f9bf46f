/** A page of nothing but handwriting, at 300 dpi. */
import { createCanvas } from '@napi-rs/canvas'
import { handOf, write } from '../../../src/demonstration/forms/handwriting.ts'
import { LOCALITIES, STREETS, SURNAMES } from '../../../src/demonstration/population/names.ts'
import type { Seeded } from '../../../src/demonstration/seeded.ts'
import type { Raster } from '../../../src/paper/reading/raster.ts'
import { rgb } from './pixels.ts'

/** A letter of thirty lines from edge to edge: more ink than any form has. */
export function letter(chance: Seeded): Raster {
  const [width, height] = [2480, 3508]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.scale(2, 2)
  const hand = handOf(chance)
  for (let line = 0; line < 30; line++) {
    const words = Array.from({ length: 7 }, () =>
      chance.pick([
        chance.pick(SURNAMES),
        chance.pick(LOCALITIES),
        chance.pick(STREETS),
        'prin prezenta',
        'vă rog să',
        'dosarul',
      ]),
    )
    write(context, words.join(' '), 90, 130 + line * 52, { hand, chance, maximum: 1060 })
  }
  return rgb(context.getImageData(0, 0, width, height).data, width, height)
}
