/** Turns the text of a form into its description: the page and place of everything. Pure. */
import type { RequestKind } from '../../domain/request/request.ts'
import type { Block, Words } from './blocks.ts'
import type { FormCode, FormDescription, FormPage, Part, Rectangle, TextStyle, Variant } from './description.ts'
import { CODE, LEFT, linesHigh, MARKS, METRICS, SHEET } from './metrics.ts'
import { PRINTED_HOUSE } from './printed-house.ts'
import { fieldsOf, stack, type Strip } from './strip.ts'

/** The content of a form before layout. */
export interface FormText {
  readonly code: FormCode
  readonly version: number
  readonly kind: RequestKind
  readonly title: Words
  readonly subtitle: Words
  readonly blocks: readonly Block[]
}

/** Ends before the quiet zone of the code. */
const HEAD_WIDTH = CODE.x - 6 - LEFT
const HEAD_TOP = 11

function headOf({ title, subtitle }: FormText, variant: Variant): { parts: Part[]; bottom: number } {
  const parts: Part[] = []
  let y = HEAD_TOP
  const put = (style: TextStyle, words: Words, after: number) => {
    const lines = words.lines[variant === 'standard' ? 0 : 1]
    const height = linesHigh(lines, METRICS[variant].type[style])
    parts.push({ part: 'text', style, text: words.text, lines, box: { x: LEFT, y, width: HEAD_WIDTH, height } })
    y += height + after
  }
  put('house', { text: PRINTED_HOUSE.name, lines: [1, 1] }, 0.8)
  put('title', title, 0.2)
  put('subtitle', subtitle, 0)
  return { parts, bottom: y }
}

const running = (words: string, box: Rectangle): Part => ({
  part: 'text',
  style: 'running',
  text: words,
  lines: 1,
  box,
})

/** Lays a form out in one variant. Throws a RangeError when a part of it is higher than a page. */
export function compose(form: FormText, variant: Variant): FormDescription {
  const head = headOf(form, variant)
  const gap = 4
  const firstTop = Math.max(head.bottom, CODE.y + CODE.height + 3.5) + gap
  const laterTop = CODE.y + CODE.height + 3.5
  const strips: readonly Strip[] = form.blocks.flatMap((block) => block(variant))
  const stacked = stack(strips, (page) => (page === 1 ? firstTop : laterTop))
  const height = linesHigh(1, METRICS[variant].type.running)
  const pages = stacked.map((parts, index): FormPage => {
    const number = index + 1
    const identity = `formular ${form.code}, versiunea ${String(form.version)}`
    const foot = `${form.title.text} · ${identity} · pagina ${String(number)} din ${String(stacked.length)}`
    const all: Part[] = [
      ...(number === 1
        ? head.parts
        : [
            running(`${PRINTED_HOUSE.short} · ${form.title.text}`, {
              x: LEFT,
              y: HEAD_TOP + 1,
              width: HEAD_WIDTH,
              height,
            }),
          ]),
      ...parts,
      running(foot, { x: LEFT, y: SHEET.height - 15.5, width: 170, height }),
    ]
    const values = all.find((part) => part.part === 'values')
    return { number, marks: MARKS, code: CODE, values: values?.box ?? null, fields: fieldsOf(all), parts: all }
  })
  return {
    code: form.code,
    version: form.version,
    variant,
    kind: form.kind,
    language: 'ro',
    title: form.title.text,
    pages,
  }
}
