import { describe, expect, it } from 'vitest'
import { list, place, reported, usual } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { meaning } from '../testing/meaning.ts'
import type { Objects } from '../testing/plain-pdf.ts'

expect.extend(meaning)

describe('fields within fields', () => {
  const kid = (entries: string) =>
    `<< /Type /Annot /Subtype /Widget /Parent 30 0 R /Rect [300 640 400 660] /P 3 0 R ${entries} >>`
  const page = (annotations = '33 0 R') => bodies.page('', `${usual} ${annotations}`)
  const group = (entries: string, kids = '33 0 R') => `<< /T (grup) /FT /Tx /Kids [${kids}] ${entries} >>`
  const base = (own: string, kids: string): Objects =>
    new Map([
      [n.form, bodies.form(list)],
      [n.page, page()],
      [30, group(own)],
      [33, kid(kids)],
      [31, bodies.face('a')],
      [32, bodies.face('b')],
    ])

  it('the face of a kid follows the value of its parent', () => {
    expect(
      reported(base('/V (a)', '/AP << /N 31 0 R >>'), [30, group('/V (b)')], [33, kid('/AP << /N 32 0 R >>')]),
    ).toMean([`form-value form-value ${place}/grup "grup" (a→b)`, `form-value form-appearance ${place}/grup "grup"`])
    expect(reported(base('/V (a)', '/AP << /N 31 0 R >>'), [33, kid('/AP << /N 32 0 R >>')])).toMean([
      `content appearance-without-value ${place}/grup "grup"`,
    ])
  })

  it('a kid has the name of all above it', () => {
    expect(reported(base('', '/T (unu) /V (a)'), [33, kid('/T (unu) /V (b)')])).toMean([
      `form-value form-value ${place}/grup.unu "grup.unu" (a→b)`,
    ])
    expect(reported(base('', '/T () /V (a)'), [33, kid('/T () /V (b)')])).toMean([
      `form-value form-value ${place}/grup "grup" (a→b)`,
    ])
  })

  it('a kid taken away, and one added', () => {
    expect(reported(base('', '/T (unu)'), [30, group('', '')])).toMean([`content field-removed ${place} "grup.unu"`])
    expect(
      reported(base('', '/T (unu)'), [30, group('', '33 0 R 34 0 R')], [34, '<< /T (doi) /Parent 30 0 R >>']),
    ).toMean([`content field-added ${place} "grup.doi"`])
    expect(
      reported(base('', '/T (unu)'), [30, group('', '33 0 R 34 0 R')], [34, '<< /T (unu) /Parent 30 0 R >>']),
    ).toMean([`content field-added ${place} "grup.unu"`, `content duplicate-field-name ${place} "grup.unu"`])
  })

  it('a signature inside a group may be added', () => {
    expect(
      reported(base('', '/T (unu)'), [30, group('', '33 0 R 34 0 R')], [34, '<< /T (doi) /FT /Sig /Parent 30 0 R >>']),
    ).toMean([`signature-field signature-field-added ${place} "grup.doi"`])
  })

  it('kids written in the list itself are distinguished by their place', () => {
    const direct = (value: string) =>
      `<< /T (grup) /FT /Tx /Kids [<< /T (unu) /V (a) >> << /T (doi) /V (${value}) >>] >>`
    const before: Objects = new Map([
      [n.form, bodies.form(`${usual} << /T (sus) /Kids [<< /T (jos) /FT /Tx /V (x) >>] >> 30 0 R`)],
      [30, direct('b')],
    ])
    expect(reported(before, [30, direct('c')])).toMean([`form-value form-value ${place}/grup.doi "grup.doi" (b→c)`])
  })

  it('a form that leads in a circle is refused, and ends', () => {
    const before: Objects = new Map([
      [n.form, bodies.form(list)],
      [30, '<< /T (a) /Kids [30 0 R 7 0 R] >>'],
    ])
    expect(reported(before, [n.motive, bodies.motive('nou')])).toMean(['content structure-tree-loop StructTreeRoot'])
  })

  it('names that were there twice may stay; a third is refused', () => {
    const before: Objects = new Map([
      [n.form, bodies.form(`${list} 31 0 R`)],
      [30, '<< /T (dublu) >>'],
      [31, '<< /T (dublu) >>'],
      [32, '<< /T (dublu) >>'],
    ])
    expect(reported(before, [n.motive, bodies.motive('nou')])).toHaveLength(1)
    expect(reported(before, [n.form, bodies.form(`${list} 31 0 R 32 0 R`)])).toMean(['content field-added'])
    expect(
      reported(
        new Map(),
        [n.form, bodies.form(`${list} 31 0 R`)],
        [30, '<< /T (dublu) /FT /Sig >>'],
        [31, '<< /T (dublu) /FT /Sig >>'],
      ),
    ).toMean(['content duplicate-field-name'])
    expect(
      reported(new Map(), [n.form, bodies.form(`${list} 31 0 R`)], [30, '<< /FT /Sig >>'], [31, '<< /FT /Sig >>']),
    ).toMean(['content field-added'])
  })
})
