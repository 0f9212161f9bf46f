/**
 * The list of the lists (TS 119 615, 4.1 and 4.2): from the certificates in the Official Journal over the pivots to the
 * current list, and from there to each country's list, every step by a signature that the step before has pinned.
 */
import { readTrustedList, listMimeType, listType } from './list.ts'
import { verifyListSignature } from './list-signature.ts'
import { XmlError } from './xml.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Check } from '../x509/check.ts'
import type { ListPointer, TrustedList } from './list.ts'
import type { ListSignatureProblem, Pinned } from './list-signature.ts'
import type { OfficialJournal } from './official-journal.ts'

export type ListProblem = {
  readonly code: ListSignatureProblem | 'unreadable' | 'wrong-list' | 'pivot-missing' | 'unknown-official-journal'
  readonly detail: string
  readonly location?: string
}

export type VerifiedList = {
  readonly list: TrustedList
  readonly signer: Certificate
  readonly checks: readonly Check[]
  /** past its NextUpdate at `now`: it is still used, and reported as stale (TS 119 615, 4.1.4) */
  readonly stale: boolean
}

export type ListResult =
  { readonly ok: true; readonly value: VerifiedList } | { readonly ok: false; readonly problem: ListProblem }

/** Reads and verifies one list against the signers pinned for it. */
export function loadTrustedList(bytes: Uint8Array, signers: Pinned, now: Date): ListResult {
  try {
    const { document, list } = readTrustedList(bytes)
    const signature = verifyListSignature(document, signers)
    if (!signature.ok) return { ok: false, problem: { code: signature.why, detail: signature.detail } }
    return {
      ok: true,
      value: {
        list,
        signer: signature.signer,
        checks: signature.checks,
        stale: list.nextUpdate === undefined || list.nextUpdate < now,
      },
    }
  } catch (error) {
    if (error instanceof XmlError) return { ok: false, problem: { code: 'unreadable', detail: error.message } }
    throw error
  }
}

export type ListOfListsInput = {
  readonly bytes: Uint8Array
  /**
   * publications in the Official Journal; the one counts that the list names. A list with an own root gives its pinned
   * signers instead.
   */
  readonly root: readonly OfficialJournal[] | Pinned
  /** bytes of the pivot that is published at a location, if they are available */
  readonly pivot: (location: string) => Uint8Array | undefined
  readonly now: Date
}

export type ListOfLists = VerifiedList & {
  readonly pointers: readonly ListPointer[]
  /** sequence numbers of the pivots that were walked, oldest first */
  readonly pivots: readonly number[]
}

export type ListOfListsResult =
  { readonly ok: true; readonly value: ListOfLists } | { readonly ok: false; readonly problem: ListProblem }

/**
 * Verifies the list of lists. Pivots that it names are walked from the oldest to the newest: the Official Journal's
 * certificates verify the first, and each says who may sign the next (Commission's announcement of 2019/C 276/01; TS
 * 119 615, 4.1.4, step 5).
 */
export function loadListOfLists(input: ListOfListsInput): ListOfListsResult {
  const { now } = input
  const outline = outlineOf(input.bytes)
  if (!outline.ok) return outline
  const { pivots: locations, journal } = pivotsNamedBy(outline.value)
  const root = rootOf(input.root, journal)
  if (root === undefined)
    return refusal(
      'unknown-official-journal',
      `the list refers to a publication that is not known here: ${journal ?? 'none'}`,
    )
  let signers = root
  const pivots: number[] = []
  for (const location of [...locations].reverse()) {
    const bytes = input.pivot(location)
    if (bytes === undefined) return refusal('pivot-missing', 'a pivot is not available', location)
    const pivot = loadTrustedList(bytes, signers, now)
    if (!pivot.ok) return { ok: false, problem: { ...pivot.problem, location } }
    const next = ownPointer(pivot.value.list)
    if (next === undefined || pivot.value.list.type !== listType.lists)
      return refusal('wrong-list', 'a pivot that is not a list of lists', location)
    signers = { certificates: next.signers }
    pivots.push(pivot.value.list.sequenceNumber)
  }
  const current = loadTrustedList(input.bytes, signers, now)
  if (!current.ok) return current
  const { list } = current.value
  if (list.type !== listType.lists) return refusal('wrong-list', 'not a list of lists')
  return { ok: true, value: { ...current.value, pivots, pointers: nationalPointers(list) } }
}

function rootOf(root: ListOfListsInput['root'], journal: string | undefined): Pinned | undefined {
  return 'certificates' in root || 'fingerprints' in root ? root : root.find(({ uri }) => uri === journal)
}

function refusal(code: ListProblem['code'], detail: string, location?: string): { ok: false; problem: ListProblem } {
  return { ok: false, problem: { code, detail, ...(location === undefined ? {} : { location }) } }
}

function outlineOf(bytes: Uint8Array): { ok: true; value: TrustedList } | { ok: false; problem: ListProblem } {
  try {
    return { ok: true, value: readTrustedList(bytes).list }
  } catch (error) {
    if (error instanceof XmlError) return refusal('unreadable', error.message)
    throw error
  }
}

/** Locations of the pivots that a list of lists names, newest first, for whoever must fetch them. Not verified. */
export function pivotLocations(bytes: Uint8Array): string[] {
  const outline = outlineOf(bytes)
  return outline.ok ? pivotsNamedBy(outline.value).pivots : []
}

/** SchemeInformationURI: pivots newest first, then the publication in the Official Journal, then the legal notices. */
function pivotsNamedBy(list: TrustedList): { pivots: string[]; journal: string | undefined } {
  const at = list.informationUris.findIndex((uri) => /^https?:\/\/eur-lex\.europa\.eu\//i.test(uri))
  const before = at < 0 ? [] : list.informationUris.slice(0, at)
  return { pivots: before.filter((uri) => /\.xml$/i.test(uri)), journal: list.informationUris[at] }
}

function ownPointer(list: TrustedList): ListPointer | undefined {
  return list.pointers.find(({ type, mimeType }) => type === listType.lists && isMachineReadable(mimeType))
}

function isMachineReadable(mimeType: string | undefined): boolean {
  return mimeType === undefined || mimeType.toLowerCase() === listMimeType
}

/** The pointers to the countries' lists that a program can read. */
function nationalPointers(list: TrustedList): ListPointer[] {
  return list.pointers.filter(({ type, mimeType }) => type !== listType.lists && isMachineReadable(mimeType))
}

/** Verifies a country's list by the pointer of the list of lists; territory and kind must be what the pointer says. */
export function loadNationalList(bytes: Uint8Array, pointer: ListPointer, now: Date): ListResult {
  const result = loadTrustedList(bytes, { certificates: pointer.signers }, now)
  if (!result.ok) return result
  const { list } = result.value
  if (pointer.territory !== undefined && list.territory !== pointer.territory)
    return refusal('wrong-list', `the list is of ${list.territory}, not of ${pointer.territory}`)
  return list.type === listType.lists ? refusal('wrong-list', 'a list of lists where a country list must be') : result
}
