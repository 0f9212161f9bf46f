/** The first words of the kinds of entries (`login` of `login.wrong`) that the trail can be filtered by. */
export const KIND_GROUPS = [
  'login',
  'logout',
  'password',
  'user',
  'device',
  'enrolment-code',
  'command',
  'parked',
  'plan',
  'holder',
  'execution',
  'anonymise',
  'revert',
  'proof',
  'duplicate',
  'registry-page',
  'numbers',
  'house',
  'seal',
  'store',
] as const
export type KindGroup = (typeof KIND_GROUPS)[number]
