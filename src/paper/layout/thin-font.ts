/**
 * Makes a TrueType face with only the outlines of some characters, after OpenType 1.9, "The Font File". It keeps the
 * glyph
 * numbers and the character map, because a viewer fills in fields by character code. fontkit's subsets renumber glyphs
 * and drop the map.
 */

/** The tables that a viewer needs for drawing; those for layout, names and signatures are dropped. */
const KEPT = ['OS/2', 'cmap', 'cvt ', 'fpgm', 'gasp', 'head', 'hhea', 'hmtx', 'maxp', 'prep'] as const
const COMPOSITE = { wordArguments: 0x1, scale: 0x8, more: 0x20, xyScale: 0x40, twoByTwo: 0x80 } as const

type Tables = ReadonlyMap<string, Buffer>

function tablesOf(font: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>()
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const entry = 12 + index * 16
    const start = font.readUInt32BE(entry + 8)
    tables.set(font.toString('latin1', entry, entry + 4), font.subarray(start, start + font.readUInt32BE(entry + 12)))
  }
  return tables
}

function table(tables: Tables, tag: string): Buffer {
  const found = tables.get(tag)
  if (found === undefined) throw new Error(`the font has no ${tag}`)
  return found
}

/** The outline of each glyph; empty for a glyph without one. */
function outlinesOf(tables: Tables): Buffer[] {
  const long = table(tables, 'head').readInt16BE(50) === 1
  const loca = table(tables, 'loca')
  const at = (glyph: number) => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2)
  return Array.from({ length: table(tables, 'maxp').readUInt16BE(4) }, (_, glyph) =>
    table(tables, 'glyf').subarray(at(glyph), at(glyph + 1)),
  )
}

/** The size of a component's scale in bytes. */
function scaleBytes(flags: number): number {
  if (flags & COMPOSITE.scale) return 2
  if (flags & COMPOSITE.xyScale) return 4
  return flags & COMPOSITE.twoByTwo ? 8 : 0
}

/** The glyphs of which a composite outline consists. */
function componentsOf(outline: Buffer | undefined): number[] {
  if (outline === undefined || outline.length < 10 || outline.readInt16BE(0) >= 0) return []
  const components: number[] = []
  for (let at = 10, more = true; more;) {
    const flags = outline.readUInt16BE(at)
    components.push(outline.readUInt16BE(at + 2))
    at += 4 + (flags & COMPOSITE.wordArguments ? 4 : 2) + scaleBytes(flags)
    more = (flags & COMPOSITE.more) !== 0
  }
  return components
}

function checksum(data: Buffer): number {
  let sum = 0
  for (let at = 0; at + 4 <= data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0
  return sum
}
const padded = (data: Buffer): Buffer => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])

function assemble(tables: readonly (readonly [tag: string, data: Buffer])[]): Buffer {
  const power = Math.floor(Math.log2(tables.length))
  const header = Buffer.alloc(12 + tables.length * 16)
  header.writeUInt32BE(0x00010000, 0)
  ;[tables.length, 16 * 2 ** power, power, 16 * (tables.length - 2 ** power)].forEach((value, index) =>
    header.writeUInt16BE(value, 4 + index * 2),
  )
  let at = header.length
  const bodies = tables.map(([tag, data], index) => {
    const body = padded(data)
    const entry = 12 + index * 16
    header.write(tag, entry, 'latin1')
    header.writeUInt32BE(checksum(body), entry + 4)
    header.writeUInt32BE(at, entry + 8)
    header.writeUInt32BE(data.length, entry + 12)
    at += body.length
    return body
  })
  const font = Buffer.concat([header, ...bodies])
  const head = tables.findIndex(([tag]) => tag === 'head')
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, font.readUInt32BE(12 + head * 16 + 8) + 8)
  return font
}

/** The face with only the outlines of `glyphs`, of their components, and of the glyph for missing characters. */
export function thinFont(data: Uint8Array, glyphs: Iterable<number>): Uint8Array {
  const tables = tablesOf(Buffer.from(data))
  const outlines = outlinesOf(tables)
  const wanted = new Set<number>()
  const open = [0, ...glyphs]
  for (let glyph = open.pop(); glyph !== undefined; glyph = open.pop()) {
    if (wanted.has(glyph)) continue
    wanted.add(glyph)
    open.push(...componentsOf(outlines[glyph]))
  }
  const kept = outlines.map((outline, glyph) => (wanted.has(glyph) ? padded(outline) : Buffer.alloc(0)))
  const loca = Buffer.alloc((kept.length + 1) * 4)
  let end = 0
  kept.forEach((outline, glyph) => {
    end += outline.length
    loca.writeUInt32BE(end, (glyph + 1) * 4)
  })
  const head = Buffer.from(table(tables, 'head'))
  head.writeUInt32BE(0, 8)
  head.writeInt16BE(1, 50)
  // Version 3 has no glyph names.
  const post = Buffer.from(table(tables, 'post').subarray(0, 32))
  post.writeUInt32BE(0x00030000, 0)
  const rest = KEPT.flatMap((tag) => (tag !== 'head' && tables.has(tag) ? [[tag, table(tables, tag)] as const] : []))
  return assemble(
    [
      ...rest,
      ['glyf', Buffer.concat(kept)] as const,
      ['head', head] as const,
      ['loca', loca] as const,
      ['post', post] as const,
    ].sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
