/** Values that no name, series, telephone or e-mail address has. The clerk is asked to look; nothing is refused. */
import { z } from 'zod'
import type { DraftContent, FINDING_NOTES } from '../../protocol/desk.ts'

type Note = (typeof FINDING_NOTES)[number]

/** Latin letters with the marks that stand inside names. Romanian documents write foreign names in Latin letters. */
const NAME = /^(?=.*\p{Script=Latin})[\p{Script=Latin}\p{M}\s'’.-]+$/u
const PHONE = /^\+?[\d\s()./-]+$/
/** Digits of a telephone number: national at least nine, international at most fifteen (ITU-T E.164), and 00. */
const FEWEST_DIGITS = 9
const MOST_DIGITS = 17
const SERIES = /^[A-Z]{1,3}$/i
const NUMBER = /^[A-Z0-9]{4,12}$/i
const email = z.email()

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length
  return PHONE.test(text) && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS
}

const CHECKS: Readonly<Record<string, readonly [note: Note, usual: (text: string) => boolean]>> = {
  surname: ['name-unusual', (text) => NAME.test(text)],
  givenNames: ['name-unusual', (text) => NAME.test(text)],
  phone: ['phone-unusual', isPhone],
  email: ['email-unusual', (text) => email.safeParse(text).success],
  series: ['series-unusual', (text) => SERIES.test(text)],
  number: ['number-unusual', (text) => NUMBER.test(text)],
}

/** The fields that are filled in with something unusual, by their path in the draft. Empty fields are not listed. */
export function unusualFields(content: DraftContent): { readonly path: string; readonly note: Note }[] {
  return (['document', 'holder', 'representative'] as const).flatMap((part) =>
    Object.entries(content[part]).flatMap(([field, value]) => {
      const check = CHECKS[field]
      const text = String(value).trim()
      return check === undefined || text === '' || check[1](text) ? [] : [{ path: `${part}.${field}`, note: check[0] }]
    }),
  )
}
