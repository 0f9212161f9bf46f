/**
 * The one place where a change is permitted: by what the object is, by the key and by what is done to it. `warned` is
 * green, but never plain green. Everything else must not be green.
 */
import type { TamperRole } from './roles.ts'

export type Answer = 'silent' | 'warned'

interface Permission {
  readonly role: TamperRole
  /** The keys; every one where they are left out. */
  readonly keys?: readonly string[]
  /** What is done, as far as it goes; everything where it is left out. */
  readonly edits?: readonly string[]
  readonly answer: Answer
  /** Certification levels under which it is so; all where they are left out. */
  readonly levels?: readonly (1 | 2 | 3 | undefined)[]
  readonly why: string
}

const filling = [undefined, 2, 3] as const

const everyRole: readonly TamperRole[] = [
  ...(['catalog', 'form', 'field', 'button', 'signature field', 'signature', 'face'] as const),
  ...(['page tree', 'page', 'comment', 'content', 'structure'] as const),
]

export const permissions: readonly Permission[] = [
  { role: 'trailer', keys: ['ID', 'Private', 'AuthCode', 'text'], answer: 'silent', why: 'read by no viewer' },
  { role: 'unreached', answer: 'silent', why: 'nothing leads to it' },
  { role: 'information', answer: 'silent', why: 'dates and names, shown on no page' },
  {
    role: 'metadata',
    answer: 'silent',
    edits: ['bit', 'filter', 'parameters'],
    why: 'the packet is well-formed still',
  },
  ...everyRole.map((role) => ({
    role,
    keys: ['data'],
    edits: ['beyond the end'],
    answer: 'silent' as const,
    why: 'octets after the end of compressed data are read by no program',
  })),
  { role: 'extensions', answer: 'silent', edits: ['alter', 'add'], why: 'a level that is raised or added' },
  { role: 'store', answer: 'silent', why: 'evidence that no signature covers goes away, and what is left is sound' },
  { role: 'catalog', keys: ['DSS'], answer: 'silent', edits: ['delete', 'dangling'], why: 'the same, all of it' },
  { role: 'field', keys: ['V'], answer: 'warned', levels: filling, why: 'a value is filled in' },
  { role: 'button', keys: ['V', 'AS'], answer: 'warned', levels: filling, why: 'a value is chosen' },
  { role: 'field', keys: ['M', 'NM'], answer: 'silent', why: 'a date or name of the annotation' },
  { role: 'signature field', keys: ['M', 'NM'], answer: 'silent', why: 'a date or name of the annotation' },
  {
    role: 'form',
    keys: ['NeedAppearances'],
    answer: 'warned',
    levels: filling,
    why: 'readers draw the values themselves',
  },
  { role: 'page', keys: ['Tabs'], answer: 'warned', levels: [3], why: 'the order of tabs' },
  { role: 'comment', answer: 'warned', levels: [3], why: 'notes may come, go and change' },
  { role: 'comment', keys: ['M', 'NM'], answer: 'silent', why: 'a date or name of the annotation' },
  { role: 'page', keys: ['Annots'], answer: 'warned', levels: [3], why: 'a note is taken off' },
  {
    role: 'page tree',
    keys: ['Private', 'ITXT', 'F', 'V', 'Lang', 'ActualText', 'Alt', 'NeedAppearances'],
    answer: 'silent',
    why: 'keys that no reader looks for there',
  },
]

/**
 * What an act permits beside itself: a widget that comes to a page or is signed on it is a reason for another order of
 * tabs there.
 */
export function isConsequence(roles: ReadonlySet<TamperRole>, key: string, touchesPage: boolean): boolean {
  return touchesPage && roles.size === 1 && roles.has('page') && key === 'Tabs'
}

/** What is permitted to an object that is several things: what each of them permits. */
export function permittedAnswer(
  roles: ReadonlySet<TamperRole>,
  key: string,
  edit: string,
  level: 1 | 2 | 3 | undefined,
): Answer | undefined {
  const answers = [...roles].map((role) => {
    const fitting = permissions.filter(
      (permission) =>
        permission.role === role &&
        (permission.keys === undefined || permission.keys.includes(key)) &&
        (permission.edits === undefined || permission.edits.some((start) => edit.startsWith(start))) &&
        (permission.levels === undefined || permission.levels.includes(level)),
    )
    return fitting.some(({ answer }) => answer === 'silent') ? 'silent' : fitting[0]?.answer
  })
  if (answers.includes(undefined)) return undefined
  return answers.includes('warned') ? 'warned' : 'silent'
}
