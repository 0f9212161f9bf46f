/**
 * Random numbers that are the same on every machine. Everything in the demonstration office depends on one seed and one
 * day.
 */

export interface Seeded {
  /** A number x with 0 ≤ x < 1. */
  unit(): number
  /** An integer between both bounds, inclusive. */
  integer(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Picks by weight; weights need not add up to 1. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  bytes(length: number): Uint8Array
  /** A UUIDv7 (RFC 9562 section 5.7) for an instant in milliseconds. */
  id(at: number): string
  /** An independent stream with a name, so that the draws of one part do not affect another part. */
  stream(name: string): Seeded
}

/** 32-bit FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

/** The generator sfc32, which passes PractRand, seeded with FNV-1a. Not suitable for secrets. */
export function seeded(seed: string): Seeded {
  let [a, b, c, counter] = [hash(`${seed}/a`), hash(`${seed}/b`), hash(`${seed}/c`), 1]
  const next = (): number => {
    const result = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    return result >>> 0
  }
  for (let round = 0; round < 15; round++) next()

  const unit = (): number => next() / 0x1_0000_0000
  const integer = (from: number, to: number): number => from + Math.floor(unit() * (to - from + 1))
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => next() & 0xff)
  const at = <T>(list: readonly T[], index: number): T => {
    if (index < 0 || index >= list.length) throw new RangeError('The list is empty')
    return list[index] as T
  }
  return {
    unit,
    integer,
    chance: (probability) => unit() < probability,
    pick: (list) => at(list, integer(0, list.length - 1)),
    weighted(list) {
      let left = unit() * list.reduce((sum, [, weight]) => sum + weight, 0)
      const index = list.findIndex(([, weight]) => (left -= weight) < 0)
      return at(list, index < 0 ? list.length - 1 : index)[0]
    },
    bytes,
    id(moment) {
      const hex = [
        moment.toString(16).padStart(12, '0'),
        ...[...bytes(10)].map((byte) => byte.toString(16).padStart(2, '0')),
      ].join('')
      const variant = '89ab'.charAt(parseInt(hex.charAt(16), 16) & 3)
      const groups = [hex.slice(0, 8), hex.slice(8, 12), `7${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`]
      return `${groups.join('-')}-${hex.slice(20, 32)}`
    },
    stream: (name) => seeded(`${seed}/${name}`),
  }
}
