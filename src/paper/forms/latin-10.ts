/**
 * ISO 8859-16 (Latin-10), the character set for Romanian and neighbouring languages. It needs one byte per letter in
 * the
 * code of values and in the font of the fields.
 */
const UPPER =
  '\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ'
const FIRST_UPPER = 0xa0

/** The character of a byte; null for control codes. */
export function latin10Character(byte: number): string | null {
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte)
  return UPPER[byte - FIRST_UPPER] ?? null
}

const BYTES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 0x100 }, (_, byte) => [latin10Character(byte), byte] as const).flatMap(([character, byte]) =>
    character === null ? [] : [[character, byte] as const],
  ),
)

/** The bytes of a text; null when Latin-10 lacks one of its characters. */
export function toLatin10(text: string): Uint8Array | null {
  const bytes = Array.from(text, (character) => BYTES.get(character))
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : null
}

/** The text of bytes; null when one of them is not a character. */
export function fromLatin10(bytes: Uint8Array): string | null {
  const characters = Array.from(bytes, latin10Character)
  return characters.every((character) => character !== null) ? characters.join('') : null
}
