/** The revisions of a file and the place of signatures among them. */
import type { Budget } from '../pdf/budget.ts'
import type { CrossReferenceSection } from '../pdf/cross-reference-section.ts'
import { openDocument, type PdfDocument, type SharedReading } from '../pdf/document.ts'
import { latin1 } from '../pdf/objects.ts'
import { lastStartXref } from '../pdf/start-of-cross-reference.ts'

export interface Revisions {
  /** The document as the first `end` bytes give it; undefined where they give none. Opened once. */
  at(end: number): PdfDocument | undefined
  /** The revisions after a signed one, oldest first, or why they cannot be distinguished. */
  after(
    signed: PdfDocument,
  ): { readonly ok: true; readonly revisions: readonly PdfDocument[] } | { readonly ok: false; readonly reason: string }
}

export function createRevisions(
  latest: PdfDocument,
  budget: Budget,
  password: string,
  shared: SharedReading,
): Revisions {
  const { bytes } = latest
  const opened = new Map<number, PdfDocument | undefined>()
  const at = (end: number): PdfDocument | undefined => {
    // White space after the last revision is part of no revision: the view is the same.
    if (end === bytes.length || endOfLast(bytes) === end) return latest
    if (!opened.has(end)) {
      const result = openDocument(bytes, { budget, end, password, shared })
      opened.set(end, result.ok ? result.document : undefined)
    }
    return opened.get(end)
  }
  return {
    at,
    after(signed) {
      // The chain of the whole file must go through the chain of the signed part: a newer section that points past it
      // shows a document that has nothing to do with what was signed.
      const count = latest.sections.length - signed.sections.length
      const shared = latest.sections.slice(Math.max(0, count))
      if (count < 0 || shared.some((section, index) => section.offset !== signed.sections[index]?.offset))
        return { ok: false, reason: 'chain-bypasses-signed-revision' }
      const revisions: PdfDocument[] = []
      let previous = signed.end
      for (const section of latest.sections.slice(0, count).reverse()) {
        if (section.offset < previous) return { ok: false, reason: 'section-inside-earlier-revision' }
        const end = revisionEnd(bytes, section)
        const revision = end === undefined ? undefined : at(end)
        if (end === undefined || revision?.sections[0]?.offset !== section.offset)
          return { ok: false, reason: 'revision-unreadable' }
        revisions.push(revision)
        previous = end
      }
      return { ok: true, revisions }
    },
  }
}

function endOfLast(bytes: Uint8Array): number {
  const start = lastStartXref(bytes, bytes.length)
  return start?.strict === true ? (start.eof ?? bytes.length) : bytes.length
}

/** After the `%%EOF` that follows a section, with its end of line. */
function revisionEnd(bytes: Uint8Array, section: CrossReferenceSection): number | undefined {
  const tail = latin1(bytes, section.end, Math.min(bytes.length, section.end + 1024))
  const match = /startxref[\0\t\n\f\r ]*\d+[\0\t\n\f\r ]*(%%EOF(\r\n|\n|\r)?)?/.exec(tail)
  return match ? section.end + match.index + match[0].length : undefined
}
