/**
 * `house.json` beside the database: what papers state about the house, written by the operator of the store. It is read
 * at every start. Each mistake is reported by field and prevents the start, because papers with a wrong address cannot
 * be recalled.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { isFiscalCode } from '../../domain/house/fiscal-code.ts'
import { HOUSE_NAME } from '../../domain/house/house.ts'
import type { Words } from '../../domain/papers/words.ts'
import { line } from '../../protocol/values.ts'

export const HOUSE_FILE = 'house.json'

const filled = (most: number) => line(most).min(1, 'is empty')
/** Codes are typed and scanned in public, so only https is allowed, except for trials on the machine itself. */
const isCheckable = (url: string): boolean => {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.search !== '' || parsed.hash !== '' || parsed.username !== '') return false
  return (
    parsed.protocol === 'https:' ||
    (parsed.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname))
  )
}

const houseFile = z.strictObject({
  name: z.strictObject({ ro: filled(90), en: filled(90) }).optional(),
  address: filled(160),
  telephone: line(60).regex(
    /^\+?[0-9][0-9 ()./-]{8,}(?:\s?[;,]\s?\+?[0-9][0-9 ()./-]{8,})*$/,
    'is no telephone number',
  ),
  email: line(100).pipe(z.email('is no e-mail address')),
  fiscalCode: line(20).refine(isFiscalCode, 'is no fiscal code: its control digit does not hold'),
  /** The address before the code, e.g. `https://des.example.ro/verify/`. */
  verifyUrl: line(200)
    .refine(isCheckable, 'is no https address')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .optional(),
})
export type HouseFile = z.output<typeof houseFile>

export class WrongHouseFile extends Error {}

/**
 * The name on papers. Only a demonstration has a default. Throws {@link WrongHouseFile} if a real house states none:
 * its papers would carry the name of another.
 */
export function nameOfHouse(file: HouseFile | null, demonstration: boolean): Words {
  if (file?.name !== undefined) return file.name
  if (demonstration) return HOUSE_NAME
  throw new WrongHouseFile(
    file === null
      ? `${HOUSE_FILE} is missing in the folder of the store: it states the name and address on papers`
      : `${HOUSE_FILE}: name: is missing; it must state the house in both languages, {"ro": …, "en": …}`,
  )
}

/**
 * The content of the file, or null if there is no file. Throws {@link WrongHouseFile} with one line for each mistake.
 */
export function readHouseFile(dataDir: string): HouseFile | null {
  const file = path.join(dataDir, HOUSE_FILE)
  if (!existsSync(file)) return null
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new WrongHouseFile(`${HOUSE_FILE}: is not JSON`)
  }
  const parsed = houseFile.safeParse(json)
  if (parsed.success) return parsed.data
  throw new WrongHouseFile(
    parsed.error.issues
      .map(({ path: place, message }) => `${HOUSE_FILE}: ${place.join('.') || 'the whole'}: ${message}`)
      .join('\n'),
  )
}
