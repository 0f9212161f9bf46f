import { describe, expect, it } from 'vitest'
import { encodeTlv } from '../x509/write.ts'
import { type EvidenceKind, isEvidence } from './evidence.ts'

const of = (tag: number, ...content: Uint8Array[]) => encodeTlv(tag, ...content)
const sequence = (...content: Uint8Array[]) => of(0x30, ...content)
const [integer, name, bits, utc, general] = [0x02, 0x30, 0x03, 0x17, 0x18].map((tag) => of(tag, Uint8Array.of(0)))
const part = { integer, name, bits, utc, general } as Record<
  'integer' | 'name' | 'bits' | 'utc' | 'general',
  Uint8Array
>
const empty = sequence()
const version = of(0xa0, part.integer)
const five = [empty, empty, empty, empty, empty]
const signed = (body: Uint8Array, ...rest: Uint8Array[]) =>
  sequence(body, ...(rest.length > 0 ? rest : [empty, part.bits]))
const certificate = signed(sequence(version, part.integer, ...five))
const list = signed(sequence(part.integer, empty, empty, part.utc))
const byName = of(0xa1, empty)
const basic = signed(sequence(version, byName, part.general, empty))
const status = of(0x0a, Uint8Array.of(0))

const kinds: readonly EvidenceKind[] = ['certificate', 'revocation-list', 'response']
const kindsOf = (octets: Uint8Array) => kinds.filter((kind) => isEvidence(octets, kind))

describe('evidence by its own encoding', () => {
  it.each<[string, Uint8Array, readonly EvidenceKind[]]>([
    ['a certificate', certificate, ['certificate']],
    [
      'one without a version, with extensions',
      signed(sequence(part.integer, ...five, of(0xa3, empty))),
      ['certificate'],
    ],
    ['a version in a place of its own alone', signed(sequence(part.integer, part.integer, ...five)), []],
    ['one without a key', signed(sequence(version, part.integer, ...five.slice(1))), []],
    ['one whose number is a list', signed(sequence(version, empty, ...five)), []],
    ...five.map((_, index): [string, Uint8Array, readonly EvidenceKind[]] => [
      `one whose part ${String(index)} is none`,
      signed(sequence(version, part.integer, ...five.with(index, part.integer))),
      [],
    ]),
    ['a list', list, ['revocation-list']],
    ['a list of the first version', signed(sequence(empty, empty, part.general)), ['revocation-list']],
    ['a list without an issuer', signed(sequence(part.integer, empty, part.utc)), []],
    ['a list whose algorithm is a number', signed(sequence(part.integer, part.integer, empty, part.utc)), []],
    ['a list without a time', signed(sequence(part.integer, empty, empty, empty)), []],
    ['a list that ends before its time', signed(sequence(part.integer, empty, empty)), []],
    ['a response', sequence(status, of(0xa0, empty)), ['response']],
    ['a response that is only a status', sequence(status), ['response']],
    ['a status and something else', sequence(status, empty), []],
    ['a basic response', basic, ['response']],
    ['a basic response by the key', signed(sequence(of(0xa2, empty), part.general, empty)), ['response']],
    [
      'a basic response with a certificate',
      signed(sequence(byName, part.general, empty), empty, part.bits, of(0xa0, empty)),
      ['response'],
    ],
    ['a basic response by nobody', signed(sequence(of(0xa3, empty), part.general, empty)), []],
    ['a basic response that names nobody', signed(sequence(version)), []],
    ['a basic response of another time', signed(sequence(byName, part.utc, empty)), []],
    ['a basic response without answers', signed(sequence(byName, part.general)), []],
    ['a basic response whose answers are a number', signed(sequence(byName, part.general, part.integer)), []],
    ['a body that is no sequence', signed(of(0x31, version, part.integer, ...five)), []],
    ['an algorithm that is none', signed(sequence(version, part.integer, ...five), part.integer, part.bits), []],
    ['a value that is none', signed(sequence(version, part.integer, ...five), empty, empty), []],
    ['a basic response whose body is a set', signed(of(0x31, byName, part.general, empty)), []],
    [
      'a basic response without an algorithm',
      signed(sequence(byName, part.general, empty), part.integer, part.bits),
      [],
    ],
    ['a basic response without a value', signed(sequence(byName, part.general, empty), empty, empty), []],
    ['a fourth part', sequence(sequence(version, part.integer, ...five), empty, part.bits, empty), []],
    ['two parts', sequence(sequence(version, part.integer, ...five), empty), []],
    ['an empty sequence', empty, []],
    ['a set', of(0x31, sequence(version, part.integer, ...five), empty, part.bits), []],
    ['a text', Buffer.from('alt'), []],
    ['nothing', new Uint8Array(0), []],
  ])('%s', (_, octets, expected) => {
    expect(kindsOf(octets)).toEqual(expected)
  })

  it.each([
    ['\n', true],
    ['\r\n', true],
    [' ', true],
    ['\0\0', true],
    ['x', false],
    ['\t', false],
    ['\nx', false],
  ])('may be followed by an end of line: %j', (rest, isSound) => {
    expect(isEvidence(Buffer.concat([certificate, Buffer.from(rest, 'latin1')]), 'certificate')).toBe(isSound)
  })
})
