/**
 * The code by which anyone holding a sealed paper can check it: 15 random characters and a check character, in groups
 * of four, `ABCD-EFGH-JKMN-PQRS`. 31 signs without 0 O 1 I L, so that it can be read aloud and typed from a bad copy;
 * 31 is prime, so the weighted sum finds every wrong character and every exchange of two.
 */
import { ok, refuse, type Result } from '../problem.ts'

export const VERIFICATION_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const BASE = VERIFICATION_ALPHABET.length
/** 31^15 is about 2^74: it cannot be guessed through a rate-limited page. */
const RANDOM_CHARACTERS = 15
export const RANDOM_BYTES = 16

function checkCharacter(characters: string): string {
  const sum = [...characters].reduce(
    (total, character, index) => total + VERIFICATION_ALPHABET.indexOf(character) * (index + 2),
    0,
  )
  return VERIFICATION_ALPHABET.charAt(sum % BASE)
}

/**
 * A code without separators from at least 16 random bytes, of which 16 are used (bias under 2^-53). Throws RangeError
 * on fewer.
 */
export function verificationCode(random: Uint8Array): string {
  if (random.length < RANDOM_BYTES) throw new RangeError(`${String(RANDOM_BYTES)} random bytes are needed`)
  let value = random.slice(0, RANDOM_BYTES).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let characters = ''
  for (let index = 0; index < RANDOM_CHARACTERS; index++) {
    characters += VERIFICATION_ALPHABET.charAt(Number(value % BigInt(BASE)))
    value /= BigInt(BASE)
  }
  return characters + checkCharacter(characters)
}

/** `ABCD-EFGH-JKMN-PQRS`, as printed. */
export const formatVerificationCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/**
 * The code without separators from what a person typed: any case, spaces, hyphens. Refuses with `verification.unknown`
 * what cannot be a code.
 */
export function parseVerificationCode(text: string): Result<string> {
  const code = text
    .slice(0, 100)
    .toUpperCase()
    .replace(/[\s\p{Pd}.]+/gu, '')
  const known =
    code.length === RANDOM_CHARACTERS + 1 && [...code].every((character) => VERIFICATION_ALPHABET.includes(character))
  return known && checkCharacter(code.slice(0, -1)) === code.slice(-1) ? ok(code) : refuse('verification.unknown')
}
