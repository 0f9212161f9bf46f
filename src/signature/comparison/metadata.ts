/**
 * XMP metadata (ISO 32000-2, 14.3.2): producers refresh dates in it. It must stay metadata: one well-formed packet, no
 * document type.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isName, isStream, type PdfObject } from '../pdf/objects.ts'

const streamKeys = new Set(['Type', 'Subtype', 'Length', 'Filter', 'DecodeParms', 'DL'])

export function isMetadata(document: PdfDocument, object: PdfObject | undefined): boolean {
  const stream = document.resolve(object)
  if (!isStream(stream)) return false
  if (!isName(document.entry(stream, 'Type'), 'Metadata') || !isName(document.entry(stream, 'Subtype'), 'XML'))
    return false
  if (![...stream.dictionary.entries.keys()].every((key) => streamKeys.has(key))) return false
  // In a file whose password is not known the packet is cipher text; that it is shown on no page is known all the same.
  if (document.locked) return true
  const bytes = document.decodedBytes(stream)
  return bytes !== undefined && isPacket(Buffer.from(bytes).toString('utf8'))
}

/**
 * A well-formed XML text whose root is `x:xmpmeta` or `rdf:RDF`, without `<!DOCTYPE`: entities can say one thing here
 * and another there.
 */
export function isPacket(text: string): boolean {
  const open: string[] = []
  let root: string | undefined
  const token =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</g
  for (const match of text.matchAll(token)) {
    const [whole, close, name, , empty] = match
    if (whole === '<') return false
    if (name === undefined) {
      if (open.length === 0 && /^[^<]/.test(whole) && whole.replace(/[\s\ufeff\0]/g, '') !== '') return false
      continue
    }
    if (close === '/') {
      if (open.pop() !== name) return false
    } else {
      if (open.length === 0) {
        if (root !== undefined) return false
        root = name
      }
      if (empty !== '/') open.push(name)
      if (open.length > 200) return false
    }
  }
  return open.length === 0 && root !== undefined && ['xmpmeta', 'xapmeta', 'RDF'].includes(root.replace(/^[^:]*:/, ''))
}
