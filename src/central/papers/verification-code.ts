/** The code on a sealed paper by which anyone can check it: 80 random bits, so that none can be guessed and none follows from another. */
import type { Random } from '../random.ts'

/** Letters and digits that cannot be taken for one another (no 0 O 1 I L U), in groups as they are read aloud. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16
/** The largest multiple of the alphabet that a byte can hold: bytes above it are thrown away, so that all letters are equally likely. */
const FAIR = 256 - (256 % ALPHABET.length)

export function newVerificationCode(random: Random): string {
  let code = ''
  while (code.length < LENGTH) for (const byte of random.bytes(LENGTH)) if (byte < FAIR && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length] ?? ''
  return code.match(/.{4}/g)?.join('-') ?? code
}

/** A code as somebody typed it, in the form in which it is kept; null when it cannot be one. */
export function readVerificationCode(text: string): string | null {
  const bare = text.toUpperCase().replace(/[\s-]/g, '')
  return bare.length === LENGTH && [...bare].every((letter) => ALPHABET.includes(letter)) ? (bare.match(/.{4}/g)?.join('-') ?? null) : null
}
