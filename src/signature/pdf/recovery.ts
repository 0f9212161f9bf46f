/**
 * A file without a readable cross-reference, rebuilt by searching for `n g obj`. Viewers do this each in their own way,
 * so what is found here serves to report that a signature is there, never to accept it.
 */
import { assemble, headerOffset, type OpenOptions, type PdfDocument } from './document.ts'
import type { CrossReferenceSection, Entry } from './cross-reference-section.ts'
import { cursorAt, readObject, SyntaxFault } from './lexer.ts'
import { emptyDictionary, isDictionary, isName, latin1, type PdfDictionary } from './objects.ts'

export function recoverDocument(bytes: Uint8Array, options: OpenOptions): PdfDocument | undefined {
  const end = options.end ?? bytes.length
  if (headerOffset(bytes, end) === undefined) return undefined
  const text = latin1(bytes, 0, end)
  const entries = new Map<number, Entry>()
  for (const match of text.matchAll(/(?<![0-9])(\d{1,10})[\0\t\n\f\r ]{1,8}(\d{1,5})[\0\t\n\f\r ]{1,8}obj/g)) {
    options.budget.step()
    options.budget.spend('entries', 1)
    entries.set(Number(match[1]), { kind: 'offset', offset: match.index, generation: Number(match[2]) })
  }
  for (const trailer of [...trailers(bytes, text, options), catalogSearch(bytes, entries, options)]) {
    if (!trailer) continue
    const section: CrossReferenceSection = {
      offset: 0,
      end: 0,
      kind: 'table',
      entries,
      trailer,
      oddities: ['rebuilt-by-searching'],
      ambiguities: [],
    }
    const opened = assemble(bytes, end, [section], options)
    if (opened.ok) return opened.document
  }
  return undefined
}

function* trailers(bytes: Uint8Array, text: string, options: OpenOptions): Generator<PdfDictionary> {
  let at = text.length
  for (let tries = 0; tries < 16 && at > 0; tries++) {
    at = text.lastIndexOf('trailer', at - 1)
    if (at < 0) return
    const trailer = dictionaryAt(bytes, at + 7, options)
    if (trailer?.entries.has('Root') === true) yield trailer
  }
}

function catalogSearch(
  bytes: Uint8Array,
  entries: ReadonlyMap<number, Entry>,
  options: OpenOptions,
): PdfDictionary | undefined {
  let found: PdfDictionary | undefined
  for (const [number, entry] of entries) {
    if (entry.kind !== 'offset') continue
    const body = dictionaryAt(bytes, bytes.indexOf(0x6a, entry.offset) + 1, options)
    const root = body?.entries.get('Root')
    // The dictionary of a cross-reference stream is a trailer.
    if (body && root !== undefined && isName(body.entries.get('Type'), 'XRef')) return body
    if (isName(body?.entries.get('Type'), 'Catalog'))
      found = {
        ...emptyDictionary,
        entries: new Map([['Root', { type: 'reference', number, generation: entry.generation }]]),
      }
  }
  return found
}

function dictionaryAt(bytes: Uint8Array, position: number, options: OpenOptions): PdfDictionary | undefined {
  try {
    const object = readObject(cursorAt(bytes, position, options.end ?? bytes.length, options.budget))
    return isDictionary(object) ? object : undefined
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined
    throw fault
  }
}
