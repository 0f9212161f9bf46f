/** The desk's log never contains personal data: fields of these names are removed, at the top and two levels down. */
import type { Logger } from 'pino'

const PERSONAL = [
  'cnp',
  'surname',
  'givenNames',
  'name',
  'username',
  'password',
  'token',
  'address',
  'phone',
  'email',
  'holder',
  'representative',
  'payload',
  'content',
  'text',
  'body',
  'input',
  'message',
].flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

export const redactedLog = (log: Logger): Logger => log.child({}, { redact: { paths: PERSONAL, remove: true } })
