/** Hostile text and bytes for parsers: what makes badly written ones take the square of the length, or overflow. */

/** The size at which every parser of the desk is measured. */
export const HOSTILE_BYTES = 256 * 1024

const filled = (unit: string, before = '', after = ''): string =>
  before + unit.repeat(Math.max(0, Math.floor((HOSTILE_BYTES - before.length - after.length) / unit.length))) + after

/** Single characters and short units that expressions stumble over, alone and after a beginning of the format. */
const UNITS = [
  'a',
  '0',
  ' ',
  '\t',
  '\n',
  '<',
  '>',
  '"',
  "'",
  '[',
  ']',
  '{',
  '(',
  '|',
  '=',
  ':',
  '\\',
  '/',
  '.',
  '-',
  '%',
  '\u0000',
  'é',
  ' a',
  'a ',
  '0.',
  '1|',
]

/**
 * Long runs of every unit, alone and after each of the beginnings.
 *
 * @param beginnings texts with which the format gets a parser into the middle of something
 */
export const runsAfter = (...beginnings: string[]): Map<string, string> =>
  new Map(['', ...beginnings].flatMap((before) => UNITS.map((unit) => [`${before}${unit}…`, filled(unit, before)])))

export const hostileXml = (): Map<string, string> => {
  const many = (unit: (n: number) => string): string => {
    const parts: string[] = []
    for (let n = 0, size = 0; size < HOSTILE_BYTES - 100; n++) {
      parts.push(unit(n))
      size += unit(n).length
    }
    return parts.join('')
  }
  return new Map([
    ...runsAfter(
      '<a b="',
      "<a b='",
      '<a ',
      '<a b',
      '<a b=',
      '<a>',
      '<a><!--',
      '<a><![CDATA[',
      '<?xml ',
      '</',
      '<a>&',
      '<a b="c"',
    ),
    ['nested', filled('<a>')],
    ['nested and closed', '<a>'.repeat(30_000) + '</a>'.repeat(30_000)],
    [
      'nested as deep as is read',
      `${'<a>'.repeat(39)}${filled('x', '', '</a>'.repeat(80)).slice(0, 200_000)}${'</a>'.repeat(39)}`,
    ],
    ['attributes', `<a${many((n) => ` b${String(n)}="c"`)}/>`],
    ['equal attributes', `<a${many(() => ' b="c"')}/>`],
    ['prefixes', `<a${many((n) => ` xmlns:p${String(n)}="u"`)}/>`],
    ['elements', `<a>${many(() => '<b/>')}</a>`],
    ['elements with prefixes', `<a>${many((n) => `<p${String(n)}:b/>`)}</a>`],
    ['unclosed comments', filled('<!--', '<a>')],
    ['unclosed data', filled('<![CDATA[', '<a>')],
    ['references', filled('&amp;', '<a>', '</a>')],
    ['unknown references', filled('&b;', '<a>', '</a>')],
    ['long references', filled('&#0000000065;', '<a>', '</a>')],
    ['document types', filled('<!DOCTYPE a [<!ENTITY b "c">]>')],
    ['wrong ends', filled('</a>', '<a>')],
    [
      'jobs within jobs',
      `<ScannerStatus>${'<JobInfo>'.repeat(38)}${many(() => '<JobUri>/1</JobUri>').slice(0, 180_000)}`,
    ],
    ['jobs', `<ScannerStatus>${many(() => '<JobInfo><JobUri>/1</JobUri></JobInfo>')}</ScannerStatus>`],
    [
      'resolutions',
      `<ScannerCapabilities><PlatenInputCaps><ColorMode>RGB24</ColorMode>${many((n) => `<DiscreteResolution><XResolution>${String(n)}</XResolution></DiscreteResolution>`)}</PlatenInputCaps></ScannerCapabilities>`,
    ],
  ])
}

/** JSON that is deep, wide, or long in one place. Parts that repeat a name or a number many times included. */
export const hostileJson = (): Map<string, string> =>
  new Map([
    ['deep lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['deep objects', '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000)],
    ['unclosed lists', filled('[')],
    ['unclosed objects', filled('{"a":')],
    ['many names', `{${Array.from({ length: 20_000 }, (_, n) => `"n${String(n)}":1`).join(',')}}`],
    ['one name', `{${'"a":1,'.repeat(40_000)}"a":1}`],
    ['a long text', JSON.stringify({ text: 'a'.repeat(HOSTILE_BYTES) })],
    ['escapes', `"${'\\u0061'.repeat(40_000)}"`],
    ['a long number', '1'.repeat(HOSTILE_BYTES)],
    ['many numbers', `[${'1e999,'.repeat(40_000)}1]`],
    ['lone halves of characters', `"${'\\ud800'.repeat(40_000)}"`],
  ])

const bytes = (...parts: (number | readonly number[])[]): number[] => parts.flat()
const filledBytes = (unit: readonly number[], before: readonly number[] = []): Uint8Array =>
  Uint8Array.from({ length: HOSTILE_BYTES }, (_, at) =>
    at < before.length ? (before[at] ?? 0) : (unit[(at - before.length) % unit.length] ?? 0),
  )

/** Bytes that repeat every value, alone and after the beginning of a binary format. */
export const byteRunsAfter = (...beginnings: (readonly number[])[]): Map<string, Uint8Array> =>
  new Map(
    [[], ...beginnings].flatMap((before) =>
      [0x00, 0x01, 0x04, 0x10, 0x21, 0x3f, 0x44, 0x7f, 0x80, 0xc0, 0xff].map((value) => [
        `${Buffer.from(before).toString('hex')} ${value.toString(16)}…`,
        filledBytes([value], before),
      ]),
    ),
  )

const IPP_HEAD = bytes(2, 0, 0, 0, 0, 0, 0, 1)
export const hostileIpp = (): Map<string, Uint8Array> =>
  new Map([
    ...byteRunsAfter(IPP_HEAD, bytes(IPP_HEAD, 0x01), bytes(IPP_HEAD, 0x04)),
    ['groups', filledBytes([0x04], IPP_HEAD)],
    ['values without a name', filledBytes([0x44, 0, 0, 0, 0], bytes(IPP_HEAD, 0x04))],
    ['attributes', filledBytes([0x44, 0, 1, 0x61, 0, 1, 0x62], bytes(IPP_HEAD, 0x04))],
    ['printers', filledBytes(bytes(0x04, 0x42, 0, 12, [...Buffer.from('printer-name')], 0, 1, 0x62), IPP_HEAD)],
    ['long names', filledBytes(bytes(0x44, 0xff, 0xff), bytes(IPP_HEAD, 0x04))],
  ])

/** The largest message that UDP can carry is a quarter of it. */
export const hostileDns = (): Map<string, Uint8Array> => {
  const head = bytes(0, 0, 0x84, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
  return new Map([
    ...byteRunsAfter(head, bytes(0, 0, 0x84, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0)),
    ['pointers to themselves', filledBytes([0xc0, 0x0c], head)],
    ['pointers in a chain', filledBytes([0xc0, 0x0e, 0xc0, 0x10, 0xc0, 0x12], head)],
    [
      'labels',
      filledBytes(
        bytes(
          63,
          Array.from({ length: 63 }, () => 0x2e),
        ),
        head,
      ),
    ],
    ['short labels', filledBytes([1, 0x5c], head)],
    [
      'records',
      filledBytes(bytes(0, 0, 16, 0, 1, 0, 0, 0, 0, 0, 2, 1, 0x3d), bytes(0, 0, 0x84, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0)),
    ],
  ])
}
