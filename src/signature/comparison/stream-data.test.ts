/** When two streams hold the same data, and which objects mean something else in a later revision. */
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isStream } from '../pdf/objects.ts'
import { opened } from '../testing/compared.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import { appendRevision, appendStreamRevision, type Objects, stream } from '../testing/plain-pdf.ts'
import { sameData } from './stream-data.ts'
import { writtenNumbers } from './written-numbers.ts'

const packed = (text: string) => deflateSync(text).toString('latin1')
const flate = '/Filter /FlateDecode'
const hex = '/Filter /ASCIIHexDecode'

describe('two streams', () => {
  it.each<[string, string, string, boolean, Objects?]>([
    ['the same', stream('abc'), stream('abc'), true],
    ['another', stream('abc'), stream('abd'), false],
    ['packed', stream('abc'), stream(packed('abc'), flate), true],
    ['packed, another', stream('abc'), stream(packed('abd'), flate), false],
    ['packed in two ways', stream('616263>', hex), stream(packed('abc'), flate), true],
    ['packed by a short name', stream('616263>', hex), stream('616263>', '/Filter /AHx'), true],
    ['a filter in a list', stream('616263>', hex), stream('616263>', '/Filter [/ASCIIHexDecode]'), true],
    [
      'a filter by another object',
      stream('616263>', hex),
      stream('616263>', '/Filter 40 0 R'),
      true,
      new Map([[40, '/ASCIIHexDecode']]),
    ],
    ['the same that breaks off', stream('6162', hex), stream('6162', hex), true],
    ['breaking off in two ways', stream('6162', hex), stream('61 62', hex), false],
    ['a picture', stream('abc', '/Filter /DCTDecode'), stream('abc', '/Filter /DCTDecode'), true],
    ['another picture', stream('abc', '/Filter /DCTDecode'), stream('abd', '/Filter /DCTDecode'), false],
    [
      'a picture, packed',
      stream('abc', '/Filter /DCTDecode'),
      stream(packed('abc'), '/Filter [/FlateDecode /DCTDecode]'),
      false,
    ],
    ['a picture and its octets', stream('abc', '/Filter /DCTDecode'), stream('abc'), false],
    ['an unknown filter', stream('abc', '/Filter /Zz'), stream('abc', '/Filter /Zz'), true],
    ['two unknown filters', stream('abc', '/Filter /Zz'), stream('abc', '/Filter /Yy'), false],
    [
      'parameters that say nothing',
      stream('616263>', hex),
      stream('616263>', `${hex} /DecodeParms << /A null >>`),
      true,
    ],
    [
      'parameters of a picture',
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K 0 >>'),
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K 1 >>'),
      false,
    ],
    [
      'parameters in another order',
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K 0 /Rows 1 >>'),
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /Rows 1 /K 0 >>'),
      true,
    ],
    [
      'parameters of a picture as text',
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K (a) >>'),
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K <61> >>'),
      true,
    ],
    [
      'parameters of a picture as another text',
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K (a) >>'),
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K (b) >>'),
      false,
    ],
    [
      'parameters of a picture in a list',
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K [1 2] >>'),
      stream('abc', '/Filter /CCITTFaxDecode /DecodeParms << /K [12] >>'),
      false,
    ],
    ['parameters of no filter', stream('abc'), stream('abc', '/DecodeParms << /A 1 >>'), false],
    [
      'a shared part of a picture',
      stream('abc', '/Filter /JBIG2Decode /DecodeParms << /JBIG2Globals 40 0 R >>'),
      stream('abc', '/Filter /JBIG2Decode /DecodeParms << /JBIG2Globals 41 0 R >>'),
      false,
      new Map([
        [40, stream('x')],
        [41, stream('x')],
      ]),
    ],
    ['a number for a filter', stream('abc', '/Filter 5'), stream('abc', '/Filter 5'), true],
    ['another number for a filter', stream('abc', '/Filter 5'), stream('abc', '/Filter 6'), false],
  ])('%s', (_, was, is, expected, more = new Map()) => {
    const first = formDocument(new Map([[30, was], ...more]))
    const [before, after] = [opened(first), opened(updated(first, [30, is]))]
    const [a, b] = [before, after].map((document) => document.get({ type: 'reference', number: 30, generation: 0 }))
    if (a === undefined || b === undefined || !isStream(a) || !isStream(b)) throw new Error('no streams')
    expect(sameData(before, a, after, b)).toBe(expected)
    expect(sameData(after, b, before, a)).toBe(expected)
    expect(sameData(before, a, before, a)).toBe(true)
  })
})

describe('what was written', () => {
  const first = formDocument()
  const written = (file: Buffer, base = first) => [...writtenNumbers(opened(base), opened(file))].sort((a, b) => a - b)
  it.each<[string, Buffer, number[]]>([
    ['nothing', first, []],
    ['an object', updated(first, [n.motive, bodies.motive()]), [n.motive]],
    ['a new object', updated(first, [30, '5']), [30]],
    ['an object freed', updated(first, [n.motive, null]), [n.motive]],
    ['a free object freed', updated(first, [30, null]), []],
    ['two revisions', updated(updated(first, [30, '5']), [31, '6']), [30, 31]],
    ['in an object stream', appendStreamRevision(first, new Map([[30, '5']]), 60), [30, 60, 61]],
  ])('%s', (_, file, expected) => {
    expect(written(file)).toEqual(expected)
  })

  const base = appendRevision(
    formDocument(),
    new Map([
      [40, '<< /Predictor 41 0 R >>'],
      [41, '1'],
    ]),
  )
  const inside = appendStreamRevision(
    base,
    new Map([
      [30, '5'],
      [31, '6'],
    ]),
    60,
  )
  const withFilter = Buffer.from(inside.toString('latin1').replace('/Type /ObjStm', '/Dp 40 0 R/X 1'), 'latin1')
  it.each<[string, Buffer, Buffer, number[]]>([
    [
      'of the stream that holds them',
      inside,
      updated(inside, [60, stream('30 0\n7', '/Type /ObjStm /N 1 /First 5')]),
      [30, 31, 60],
    ],
    ['of something else', inside, updated(inside, [n.motive, bodies.motive()]), [n.motive]],
    ['of what the stream refers to', withFilter, updated(withFilter, [40, '<< >>']), [30, 31, 40]],
    ['of what that refers to', withFilter, updated(withFilter, [41, '2']), [30, 31, 41]],
    ['of new objects alone', withFilter, updated(withFilter, [50, '2']), [50]],
    ['of one of the two', inside, updated(inside, [31, '7']), [31]],
  ])('what lies in an object stream, by a change %s', (_, earlier, later, expected) => {
    expect(written(later, earlier)).toEqual(expected)
  })
})
