/** Which object numbers mean something else in the later of two revisions. */
import type { Entry } from '../pdf/cross-reference-section.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { isReference, isStream } from '../pdf/objects.ts'
import { objectOf } from './object-by-number.ts'

/** Numbers that the later sections place elsewhere, and what lies in a stream that is unpacked in another way now. */
export function writtenNumbers(before: PdfDocument, after: PdfDocument): ReadonlySet<number> {
  const written = new Set<number>()
  const earlier = new Set(before.sections.map((section) => section.offset))
  for (const section of after.sections) {
    if (earlier.has(section.offset)) break
    for (const number of section.entries.keys())
      if (!sameEntry(before.entries.get(number), after.entries.get(number))) written.add(number)
  }
  const unpacked = new Map<number, boolean>()
  const isUnpackedAnew = (container: number): boolean => {
    const known = unpacked.get(container) ?? (written.has(container) || dependsOn(before, container, written))
    unpacked.set(container, known)
    return known
  }
  const inside: number[] = []
  if ([...written].some((number) => (before.entries.get(number)?.kind ?? 'free') !== 'free'))
    for (const [number, entry] of after.entries)
      if (entry.kind === 'compressed' && isUnpackedAnew(entry.container)) inside.push(number)
  for (const number of inside) written.add(number)
  return written
}

/** Filter parameters and the counts of an object stream may be objects of their own. */
function dependsOn(document: PdfDocument, container: number, written: ReadonlySet<number>): boolean {
  const stream = objectOf(document, container)
  if (!isStream(stream)) return false
  const waiting = [...stream.dictionary.entries.values()]
  const followed = new Set<number>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    if (isReference(next)) {
      if (written.has(next.number)) return true
      if (followed.has(next.number) || followed.size > mostParameters) continue
      followed.add(next.number)
      waiting.push(objectOf(document, next.number))
    } else if (next.type === 'array') waiting.push(...next.items)
    else if (next.type === 'dictionary') waiting.push(...next.entries.values())
  }
  return followed.size > mostParameters
}

/** More than any honest stream refers to: what refers to more counts as unpacked anew. */
const mostParameters = 16

function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || a.kind === 'free') return b === undefined || b.kind === 'free'
  if (a.kind === 'compressed') return b?.kind === 'compressed' && a.container === b.container && a.index === b.index
  return b?.kind === 'offset' && a.offset === b.offset && a.generation === b.generation
}
