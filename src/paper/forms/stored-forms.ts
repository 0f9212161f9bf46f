/** The empty forms in resources/forms, which `npm run forms` writes. */
import { readFile } from 'node:fs/promises'
import type { FormDescription } from './description.ts'

const NAMES = { ANON: 'cerere-de-anonimizare', REVE: 'cerere-de-revenire' } as const

export const fileNameOf = ({ code, variant }: Pick<FormDescription, 'code' | 'variant'>): string =>
  `${NAMES[code]}${variant === 'large' ? '-litere-mari' : ''}.pdf`

/** The file of an empty form. */
export const storedForm = async (form: Pick<FormDescription, 'code' | 'variant'>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(new URL(`../../../resources/forms/${fileNameOf(form)}`, import.meta.url)))
