/** An object that is content by one way, and part of something that may change by another, may not change. */
import { describe, expect, it } from 'vitest'
import { type Changed, list, reported, usual } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'

expect.extend(meaning)

const note = (entries: string): Changed[number] => [30, `<< /Subtype /Text /Rect [10 10 30 30] ${entries} >>`]
/** The note or field by which the form of the page is reached too; it changes by itself. */
const holders: Readonly<Record<string, (entries: string, isLater: boolean) => Changed[number]>> = {
  note: (entries, isLater) => note(`/Contents (${isLater ? 'b' : 'a'}) ${entries}`),
  field: (entries, isLater) => [n.motive, bodies.motive(isLater ? 'b' : 'a', entries)],
}
const ways = [
  '/Own << /Resources << /XObject << /A 12 0 R >> >> >>',
  '/Own << /Resources << /Font << /A 12 0 R >> >> >>',
  '/RV << /Resources << /XObject << /A 12 0 R >> >> >>',
  '/DS << /Resources << /XObject << /A 12 0 R >> >> >>',
  '/Resources << /XObject << /A 12 0 R >> >>',
  '/Own 12 0 R',
  '/RV 12 0 R',
  '/AP << /N 12 0 R >>',
]
/** The entries of a page in both orders: the way that is found first is the one that is kept. */
const pages: Readonly<Record<string, string>> = {
  'annotations last': bodies.page('', list),
  'annotations first': bodies
    .page('', list)
    .replace(
      /(.*?)(\/Annots \[[^\]]*\])(.*)/,
      (_, head: string, annots: string, tail: string) => `${head.replace('<<', `<< ${annots}`)}${tail}`,
    ),
}

describe.each(Object.entries(pages))('a form of the page, %s', (_, page) => {
  it.each(
    Object.keys(holders)
      .flatMap((holder) => ways.map((way) => [holder, way] as const))
      .filter(([holder, way]) => holder === 'field' || !way.startsWith('/AP')),
  )('that a %s reaches by %s', (name, way) => {
    const holder = holders[name] ?? note
    const base = new Map([
      [n.page, page] as const,
      [n.catalog, bodies.catalog().replace('/Pages 2 0 R /AcroForm 5 0 R', '/AcroForm 5 0 R /Pages 2 0 R')] as const,
      note(''),
      holder(way, false),
    ])
    expect(reported(base, holder(way, true))).toMean([name === 'note' ? 'annotation' : 'form-value'])
    const forged: Changed[number] = [n.sharedForm, bodies.sharedForm('reprezentant')]
    expect(reported(base, forged)).toMean(['content'])
    expect(reported(base, holder(way, true), forged)).toMean(['content'])
  })

  it('is the same with its usual annotations', () => {
    expect(reported(new Map([[n.page, page.replace(list, usual)]]), [n.sharedForm, bodies.sharedForm('x')])).toMean([
      'content',
    ])
  })
})
