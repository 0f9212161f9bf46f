import { describe, expect, it } from 'vitest'
import { CAPACITIES, IDENTITY_DOCUMENT_TYPES } from '../../domain/request/request.ts'
import type { Field, FormDescription, Rectangle } from './description.ts'
import { fieldsOfPage, formByCode, FORMS, pageCodeText, parsePageCode } from './index.ts'

const inside = (a: Rectangle, b: Rectangle) =>
  a.x >= b.x - 0.01 &&
  a.y >= b.y - 0.01 &&
  a.x + a.width <= b.x + b.width + 0.01 &&
  a.y + a.height <= b.y + b.height + 0.01
const grown = (a: Rectangle, by: number): Rectangle => ({
  x: a.x - by,
  y: a.y - by,
  width: a.width + 2 * by,
  height: a.height + 2 * by,
})
const apart = (a: Rectangle, b: Rectangle) =>
  a.x + a.width <= b.x + 0.01 ||
  b.x + b.width <= a.x + 0.01 ||
  a.y + a.height <= b.y + 0.01 ||
  b.y + b.height <= a.y + 0.01
const named = (form: FormDescription) => `${form.code} ${form.variant}`
const allFields = (form: FormDescription) => form.pages.flatMap(({ fields }) => fields)
const boxesToTick = (field: Field): Rectangle[] => {
  if (field.kind === 'tick') return [field.box]
  return field.kind === 'choice' ? field.options.map(({ box }) => box) : []
}
const SHEET = { x: 0, y: 0, width: 210, height: 297 }

describe('every form', () => {
  it('has the same fields in both variants, each once', () => {
    for (const code of ['ANON', 'REVE']) {
      const [standard, large] = FORMS.filter((form) => form.code === code).map((form) =>
        allFields(form).map(({ name, kind, label }) => [name, kind, label]),
      )
      expect(large).toEqual(standard)
      expect(new Set(standard?.map(([name]) => name)).size).toBe(standard?.length)
    }
  })
  it('offers the capacities and identity documents of the domain', () => {
    for (const form of FORMS) {
      const values = (name: string) =>
        allFields(form).flatMap((field) =>
          field.name === name && field.kind === 'choice' ? field.options.map(({ value }) => value) : [],
        )
      expect(values('solicitant.calitate')).toEqual(CAPACITIES)
      for (const type of values('act.tip')) expect(IDENTITY_DOCUMENT_TYPES).toContain(type)
    }
  })
  it.each(FORMS.map((form) => [named(form), form] as const))(
    '%s: nothing overlaps, touches marks or codes, or leaves the sheet',
    (_, form) => {
      for (const page of form.pages) {
        const parts = page.parts
          .filter(({ part }) => part !== 'ground')
          .map((part) => (part.part === 'field' ? part.field.box : part.box))
        const quiet = grown(page.code, (4 * page.code.width) / 25)
        expect(page.marks).toHaveLength(4)
        for (const mark of page.marks) {
          expect(mark.width).toBe(6)
          for (const box of [...parts, page.code]) expect(apart(grown(mark, 3), box), JSON.stringify(box)).toBe(true)
        }
        parts.forEach((box, index) => {
          expect(inside(box, { x: 15, y: 8, width: 180, height: 282 }), JSON.stringify(box)).toBe(true)
          expect(apart(box, quiet), JSON.stringify(box)).toBe(true)
          // The text of a choice stands between its boxes.
          for (const [other, otherBox] of parts.entries())
            if (
              other > index &&
              !page.fields.some((field) => field.kind === 'choice' && (field.box === box || field.box === otherBox))
            )
              expect(apart(box, otherBox), `${JSON.stringify(box)} and ${JSON.stringify(otherBox)}`).toBe(true)
        })
        if (page.values !== null)
          for (const box of parts) if (box !== page.values) expect(apart(grown(page.values, 2.1), box)).toBe(true)
      }
      expect(form.pages.filter(({ values }) => values !== null)).toHaveLength(1)
    },
  )
  it.each(FORMS.map((form) => [named(form), form] as const))('%s: has enough room for handwriting', (_, form) => {
    for (const field of allFields(form)) {
      expect(inside(field.box, SHEET)).toBe(true)
      if (field.kind === 'text') expect(field.box.height / field.lines).toBeGreaterThanOrEqual(8)
      if (field.kind === 'comb' || field.kind === 'date') {
        expect(field.cells).toHaveLength(field.kind === 'comb' ? 13 : 8)
        for (const cell of field.cells)
          expect(inside(cell, field.box) && cell.width >= 6 && cell.height >= 8).toBe(true)
      }
      if (field.kind === 'signature') expect(field.box.width >= 80 && field.box.height >= 18).toBe(true)
      for (const box of boxesToTick(field)) {
        expect(box.width).toBe(box.height)
        expect(box.width >= 4 && box.width <= 6).toBe(true)
        const page = form.pages[field.page - 1]
        for (const part of page?.parts ?? [])
          if (part.part === 'text') expect(apart(grown(box, 1), part.box), `${field.name}: ${part.text}`).toBe(true)
      }
    }
  })
  it('does not change under the same version number', () => {
    // Moving a field makes old scans unreadable. Raise the version of the form when this fails.
    expect(FORMS.map((form) => [named(form), form.version, form.pages.length])).toEqual([
      ['ANON standard', 1, 2],
      ['ANON large', 1, 6],
      ['REVE standard', 1, 2],
      ['REVE large', 1, 6],
    ])
  })
})

describe('the code of a page', () => {
  it('identifies its form and page', () => {
    for (const form of FORMS)
      for (const page of form.pages) {
        const text = pageCodeText({
          code: form.code,
          version: form.version,
          page: page.number,
          pages: form.pages.length,
          variant: form.variant,
        })
        expect(text.length).toBeLessThanOrEqual(20)
        expect(formByCode(text)).toEqual({ form, page })
        expect(fieldsOfPage(form, page.number)).toBe(page.fields)
      }
  })
  it('is not recognised when it is something else', () => {
    for (const text of [
      '',
      'https://exemplu.ro',
      'DES1:ANON:1:3/2:S',
      'DES1:ANON:1:1/3:S',
      'DES1:ANON:9:1/2:S',
      'DES1:XXXX:1:1/2:S',
      'DES1:ANON:1:1/2:X',
      'DES1:ANON:0:1/2:S',
      ' DES1:ANON:1:1/2:S',
      'DES1:ANON:1:1/2:S\n',
    ])
      expect(formByCode(text), text).toBeNull()
    expect(parsePageCode('DES1:ANON:9:1/2:S')).toMatchObject({ version: 9 })
  })
})
