import { describe, expect, it } from 'vitest'
import { allNamed, MOST_XML_BYTES, numberOf, readXml, textOf, textsOf } from './escl-xml.ts'

const xml = (text: string) => readXml(Buffer.from(text))
const textOfA = (inside: string): string | null => {
  const root = xml(`<r><a>${inside}</a></r>`)
  return root === null ? null : textOf(root, 'a')
}

describe('the XML of scanners', () => {
  it('is read with any prefix, attribute, comment and declaration', () => {
    const root = xml(`<?xml version="1.0"?>\r\n<!-- a > b -->
      <s:Caps xmlns:s='u' empty="" other = "a &gt; b"><s:Mode>RGB24</s:Mode><Mode x="1" /><s:Mode\n> Grey </s:Mode ></s:Caps>\n`)
    expect(root?.name).toBe('Caps')
    expect(root && textsOf(root, 'Mode')).toEqual(['RGB24', '', 'Grey'])
    expect(root && textOf(root, 'None')).toBeNull()
  })
  it.each([
    ['a &amp; b &lt;c&gt; &quot;&apos;', `a & b <c> "'`],
    ['&#65;&#x42;&#x1F600;', 'AB😀'],
    ['<![CDATA[a < b & c]]> d', 'a < b & c d'],
    ['a<b>b</b>c<!-- d -->e', 'abce'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('reads the text %s', (inside, text) => expect(textOfA(inside)).toBe(text))
  it('is read with a mark of its byte order, and in Latin 1', () => {
    expect(readXml(Buffer.from('\ufeff<a/>'))?.name).toBe('a')
    const root = readXml(Buffer.from('<a><b>Br\u00f6ther</b></a>', 'latin1'))
    expect(root && textOf(root, 'b')).toBe('Bröther')
  })
  it('finds elements of one name within each other, in order', () => {
    const root = xml('<r><a>1<a>2</a></a><a>3</a></r>')
    expect(root && textsOf(root, 'a')).toEqual(['12', '2', '3'])
    expect(root && allNamed(root, 'r')).toEqual([])
  })
  it.each([
    '',
    'text',
    '<a>',
    '</a>',
    '<a></b>',
    '<a><b></a></b>',
    '<a/><b/>',
    '<a/>text',
    'text<a/>',
    '<a b=c/>',
    '<a b="c/>',
    '<a b="<"/>',
    '<a b/>',
    '<a "b"/>',
    '< a/>',
    '<a><!-- b</a>',
    '<a><![CDATA[b</a>',
    '<a>&b;</a>',
    '<a>& b</a>',
    '<a>&#x110000;</a>',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    `${'<a>'.repeat(41)}${'</a>'.repeat(41)}`,
    `<a>${'<b/>'.repeat(10_000)}</a>`,
    `<a>${' '.repeat(MOST_XML_BYTES)}</a>`,
  ])('is refused where it is not such XML: %#', (text) => expect(xml(text)).toBeNull())
  it('may be as deep as forty elements', () => expect(xml(`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`)?.name).toBe('a'))
  it.each([
    ['12', 12],
    ['0', 0],
    ['12345678', null],
    ['-1', null],
    ['1.5', null],
    ['', null],
    [null, null],
  ])('reads the number %j as %j', (text, number) => expect(numberOf(text)).toBe(number))
})
