/** Stacks the strips of a form on pages, in millimetres. Strips that belong together stay on one page. Pure. */
import type { Field, Part, Variant } from './description.ts'
import { BOTTOM } from './metrics.ts'

export interface Strip {
  readonly height: number
  /** Must stand on the same page as the strip after it. */
  readonly keepWithNext: boolean
  /** Empty space, left out at the top of a page. */
  readonly space?: boolean
  /** Begins a new page. */
  readonly pageBreak?: boolean
  readonly place: (top: number, page: number) => readonly Part[]
}
export const space = (height: number, keepWithNext = false): Strip => ({
  height,
  keepWithNext,
  space: true,
  place: () => [],
})
/** Begins a new page in the standard variant. In the large one pages are broken only where necessary. */
export const pageBreak = (variant: Variant): readonly Strip[] =>
  variant === 'large' ? [] : [{ height: 0, keepWithNext: false, pageBreak: true, place: () => [] }]

function groupsOf(strips: readonly Strip[]): Strip[][] {
  const groups: Strip[][] = []
  let open = false
  for (const strip of strips) {
    const last = groups.at(-1)
    if (open && last !== undefined) last.push(strip)
    else groups.push([strip])
    open = strip.keepWithNext
  }
  return groups
}

/**
 * Stacks strips downwards from `topOf(page)`; pages are numbered from 1. Throws a RangeError when a group is higher
 * than
 * a page, which is an error in the form.
 */
export function stack(strips: readonly Strip[], topOf: (page: number) => number): Part[][] {
  const pages: Part[][] = [[]]
  let y = topOf(1)
  const next = () => {
    pages.push([])
    y = topOf(pages.length)
  }
  for (const group of groupsOf(strips)) {
    const height = group.reduce((sum, strip) => sum + strip.height, 0)
    const fits = (from: number) => from + height <= BOTTOM + 0.001
    if (group.some((strip) => strip.pageBreak === true) || (!fits(y) && group.some((strip) => strip.space !== true)))
      next()
    if (!fits(y) && group.some((strip) => strip.space !== true))
      throw new RangeError(`a group of ${height.toFixed(1)} mm does not fit on a page`)
    for (const strip of group) {
      if (strip.space === true && y === topOf(pages.length)) continue
      pages.at(-1)?.push(...strip.place(y, pages.length))
      y += strip.height
    }
  }
  return pages
}

export const fieldsOf = (parts: readonly Part[]): Field[] =>
  parts.flatMap((part) => (part.part === 'field' ? [part.field] : []))
