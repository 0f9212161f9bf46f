/** An e-mail address that was recognised without its sign is doubtful, however clear the print is. */
import { expect, it } from 'vitest'
import { FORMS } from '../forms/index.ts'
import { readPrintedFields } from './read-print.ts'
import type { TextReader } from './text-reader.ts'

const field = FORMS.flatMap(({ pages }) => pages)
  .flatMap(({ fields }) => fields)
  .find(({ name }) => name === 'titular.email')
if (field === undefined) throw new Error('the form has no address')
const page = { data: new Uint8Array(3 * 840 * 1188).fill(255), width: 840, height: 1188, channels: 3 } as const

/** Recognises this text in the only place, as certain as print is. */
const readerOf = (text: string): TextReader => ({
  read: (picture) =>
    Promise.resolve([{ text, confidence: 0.97, left: 20, top: 18, right: 300, bottom: picture.height - 18 }]),
  close: () => Promise.resolve(),
})

it.each([
  ['ionut.tirla@exemplu.ro', true],
  ['i.tirla+des@mail.exemplu.org', true],
  ['ionut.tirleaQexemplu.ro', false],
  ['ionut.tirla exemplu.ro', false],
  ['ionut.tirla@exemplu', false],
  ['ionut@tirla@exemplu.ro', false],
  ['ionut tirla@exemplu.ro', false],
  ['@exemplu.ro', false],
  ['ionut.tirla@', false],
  ['ionut.tirla@exemplu.', false],
])('%s', async (text, holds) => {
  const [value] = await readPrintedFields({
    reader: readerOf(text),
    page,
    pixelsPerMm: 4,
    fields: [field],
    written: new Set([field.name]),
  })
  expect(value).toMatchObject({ value: text, check: { rule: 'email', holds } })
  expect((value?.confidence ?? 1) > 0.9).toBe(holds)
  expect((value?.confidence ?? 1) <= 0.5).toBe(!holds)
})
