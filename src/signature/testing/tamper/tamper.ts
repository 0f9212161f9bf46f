/** Signed files, changed in one thing, and whether the answer is right. */
import { checkIntegrity } from '../../validation/integrity.ts'
import type { Verdict } from '../../validation/check.ts'
import { createBudget, defaultLimits } from '../../pdf/budget.ts'
import { openDocument, type PdfDocument } from '../../pdf/document.ts'
import { isDictionary, isStream, isName, isReference } from '../../pdf/objects.ts'
import { appendRevision, appendStreamRevision } from '../plain-pdf.ts'
import type { Base } from './bases.ts'
import { type Edit, editsOf } from './edits.ts'
import { type Answer, permittedAnswer } from './permitted.ts'
import { type TamperRole, tamperRoles } from './roles.ts'

export interface Tamper extends Edit {
  readonly object: number
  readonly roles: ReadonlySet<TamperRole>
  /** Undefined: it must be refused. */
  readonly permitted: Answer | undefined
}

export interface Outcome extends Tamper {
  readonly base: string
  readonly verdict: Verdict
  /** What is wrong with the verdict; undefined where it is right. */
  readonly fault: string | undefined
}

export function open(file: Uint8Array): PdfDocument {
  const result = openDocument(file, { budget: createBudget(defaultLimits) })
  if (!result.ok) throw new Error(result.fault)
  return result.document
}

/** Trailers that a revision may come with. */
const trailers = (
  catalog: number,
  pages: number,
): readonly (readonly [key: string, edit: string, entries: string])[] => [
  ['Encrypt', 'add', '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>'],
  ['Info', 'led to the catalogue', `/Info ${String(catalog)} 0 R`],
  ['Info', 'retype', '/Info (x)'],
  ['text', 'a text in the information', '/Info << /Title (alt titlu) >>'],
  ['ID', 'add', '/ID [<00> <01>]'],
  ['Private', 'add', '/Private (x)'],
  ['Private reference', 'add', `/Private ${String(pages)} 0 R`],
  ['AuthCode', 'add', '/AuthCode << /MACLocation /Standalone /MAC <00> >>'],
]

function trailerTampers({ trailer, resolve }: PdfDocument): Tamper[] {
  const roles = new Set<TamperRole>(['trailer'])
  const root = trailer.entries.get('Root') ?? null
  const catalog = resolve(root)
  const pages = isDictionary(catalog) ? (catalog.entries.get('Pages') ?? null) : null
  const [first, second] = [root, pages].map((object) => (isReference(object) ? object.number : 1))
  return trailers(first ?? 1, second ?? 1).map(([key, edit, entries]) => ({
    object: 0,
    key,
    edit,
    body: entries,
    roles,
    permitted: permittedAnswer(roles, key, edit, undefined),
  }))
}

/** The edits of a file, none of which makes a better answer of it. */
export function tampersOfBase({ file, level, answer }: Base): Tamper[] {
  const tampers = tampersOf(open(file), level)
  if (answer === undefined) return tampers
  const permittedNow = ({ roles, permitted }: Tamper): Answer | undefined => {
    if (answer === 'refused' || permitted === undefined) return undefined
    // What waited where nothing leads may be what was wrong: it can wait no longer once it is gone.
    return roles.has('unreached') ? permitted : 'warned'
  }
  return tampers.map((tamper) => ({ ...tamper, permitted: permittedNow(tamper) }))
}

/** Every edit of every object of the newest revision, and of its trailer. */
export function tampersOf(document: PdfDocument, level: 1 | 2 | 3 | undefined): Tamper[] {
  const roles = tamperRoles(document)
  const numbers = [...document.entries].filter(([, entry]) => entry.kind !== 'free').map(([number]) => number)
  return trailerTampers(document).concat(
    numbers.flatMap((object) => {
      const entry = document.entries.get(object)
      const value = document.get({
        type: 'reference',
        number: object,
        generation: entry?.kind === 'offset' ? entry.generation : 0,
      })
      const own = roles.get(object) ?? new Set<TamperRole>(['unreached'])
      const isTable = isStream(value) && ['XRef', 'ObjStm'].some((type) => isName(document.entry(value, 'Type'), type))
      if (isTable) return []
      const others = numbers.filter((number) => number !== object)
      const turn = (object * 7) % Math.max(1, others.length)
      // Nothing decodes to nothing, whatever the parameters.
      const isEmpty = isStream(value) && document.decodedBytes(value)?.length === 0
      const edits = editsOf(value, [...others.slice(turn), ...others.slice(0, turn)]).filter(
        ({ edit }) => !(isEmpty && edit === 'parameters'),
      )
      return edits.map((edit) => ({
        ...edit,
        object,
        roles: own,
        permitted: permittedAnswer(own, edit.key, edit.edit, level),
      }))
    }),
  )
}

/** The file with one more revision that makes the edit; every third in an object stream, where that is possible. */
export function withTamper(
  { file, write }: Pick<Base, 'file' | 'write'>,
  { object, body }: Tamper,
  compressed = false,
): Buffer {
  // In the trailer: beside an object that nothing leads to.
  if (object === 0) return appendRevision(file, new Map([[96, '<< >>']]), { root: rootOf(file), trailer: body ?? '' })
  const objects = new Map([[object, body !== null && write ? write(object, body) : body]])
  const root = rootOf(file)
  // In an object stream strings are not encrypted by themselves, and the stream would be.
  return compressed && !write && body !== null && !body.includes('stream')
    ? appendStreamRevision(file, objects, 95)
    : appendRevision(file, objects, { root })
}

function rootOf(file: Uint8Array): number {
  const root = open(file).trailer.entries.get('Root')
  return isReference(root) ? root.number : 1
}

export function outcomeOf(base: Base, tamper: Tamper, compressed = false): Outcome {
  const { name, file } = base
  const changed = withTamper(base, tamper, compressed)
  const { verdict } = checkIntegrity(changed)
  const fault = faultOf(tamper.permitted, verdict)
  return {
    ...tamper,
    base: name,
    verdict,
    fault: fault !== undefined && isNoChange(file, changed, tamper) ? undefined : fault,
  }
}

export function faultOf(permitted: Answer | undefined, verdict: Verdict): string | undefined {
  const isGreen = verdict === 'valid' || verdict === 'valid-warn'
  if (permitted === undefined) return isGreen ? `${verdict}, must be refused` : undefined
  return permitted === 'warned' && verdict === 'valid' ? 'plain green, must be a warning' : undefined
}

/** A bit of compressed data without any effect: what is decoded is the same. */
function isNoChange(file: Uint8Array, changed: Uint8Array, { edit, object }: Tamper): boolean {
  if (edit !== 'bit') return false
  const [before, after] = [file, changed].map((bytes) => {
    const document = open(bytes)
    const value = document.get({ type: 'reference', number: object, generation: 0 })
    return isStream(value) ? document.decodedBytes(value) : undefined
  })
  return before !== undefined && after !== undefined && Buffer.compare(before, after) === 0
}
