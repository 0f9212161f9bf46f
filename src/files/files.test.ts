import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ATTACHMENT_LIMITS, SCAN_LIMITS } from './limits.ts'
import { CHOOSABLE_FILES, endingOf, isKept, mediaTypeOf, SCAN_MEDIA_TYPES, usualEndOf } from './media-type.ts'
import { safeName } from './safe-name.ts'
import { sha256Hex } from './sha256.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const HEADS: Record<(typeof SCAN_MEDIA_TYPES)[number], Uint8Array> = {
  'application/pdf': text('%PDF-1.7\n'),
  'image/jpeg': Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]),
  'image/png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/tiff': Uint8Array.from([0x4d, 0x4d, 0x00, 0x2a]),
}

describe('the type of a file', () => {
  test.each(Object.entries(HEADS))('%s by its first bytes, whatever follows', (type, head) => {
    fc.assert(fc.property(fc.uint8Array(), (rest) => mediaTypeOf(Uint8Array.from([...head, ...rest])) === type))
  })
  test('of a PDF with other bytes before its header, up to the first 1024', () => {
    expect(mediaTypeOf(text('\r\n'.repeat(500) + '%PDF-1.4'))).toBe('application/pdf')
    expect(mediaTypeOf(text(' '.repeat(1024) + '%PDF-1.4'))).toBeNull()
  })
  test('is none where nothing is known, cut short or empty', () => {
    for (const head of Object.values(HEADS)) expect(mediaTypeOf(head.subarray(0, 2))).toBeNull()
    expect(mediaTypeOf(text('<html>'))).toBeNull()
    expect(mediaTypeOf(new Uint8Array())).toBeNull()
  })
  test('says how a complete file ends, where that is fixed', () => {
    const ends = Object.values(HEADS).map((head) => {
      const end = usualEndOf(head)
      return end === null ? null : Buffer.from(end).toString('latin1')
    })
    expect(ends).toEqual(['%%EOF', '\u00ff\u00d9', 'IEND', null])
  })
})

test('a file chooser offers every type that is taken in, by type and by ending', () => {
  expect(CHOOSABLE_FILES).toEqual(expect.arrayContaining([...SCAN_MEDIA_TYPES, ...SCAN_MEDIA_TYPES.map(endingOf)]))
  expect(new Set(CHOOSABLE_FILES).size).toBe(CHOOSABLE_FILES.length)
  expect(SCAN_MEDIA_TYPES.map(endingOf)).toEqual(['.pdf', '.jpg', '.png', '.tif'])
})
test('what is kept is known by its type, whatever else somebody claims', () => {
  expect(['application/pdf', 'image/tiff', 'text/html', '__proto__'].filter(isKept)).toEqual(['application/pdf'])
})

test('what comes in fits into what is kept, and a part of an upload into the whole', () => {
  expect(SCAN_LIMITS.bytes).toBeLessThanOrEqual(ATTACHMENT_LIMITS.bytes)
  expect(ATTACHMENT_LIMITS.chunk).toBeLessThan(ATTACHMENT_LIMITS.bytes)
})

test('a safe name has no separator, no leading dot, an end, and is never empty', () => {
  expect(safeName('Dovada P-3-17: Ștefănescu/../Ana')).toBe('Dovada P-3-17- Ștefănescu-..-Ana')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
      const name = safeName(value)
      expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N} ._-]{0,79}$/u)
    }),
  )
})

test('SHA-256 of a text is that of its UTF-8 (FIPS 180-4 example)', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(sha256Hex(text('ș'))).toBe(sha256Hex('ș'))
})
