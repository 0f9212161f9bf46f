/**
 * Reads the XML of scanners: UTF-8 (or Latin 1), limited size and depth, no document type and so no entities. Has small
 * functions to search it.
 */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom'

export type { Element }

/** The capabilities of a large device are about 30 kB. */
export const MOST_XML_BYTES = 256 * 1024
const DEEPEST = 40

/** The root element; null when the bytes are not such XML. */
export function readXml(bytes: Uint8Array): Element | null {
  if (bytes.length > MOST_XML_BYTES) return null
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Some makers write their name in Latin 1, whatever the declaration states. The values that we need are ASCII.
    text = new TextDecoder('latin1').decode(bytes)
  }
  // Entities can only be defined in a document type, so without one nothing can be expanded.
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || nestedTooDeep(text)) return null
  try {
    let wrong = false
    const parser = new DOMParser({
      onError: (level) => {
        if (level !== 'warning') wrong = true
      },
    })
    const root = parser.parseFromString(text, 'text/xml').documentElement
    return wrong ? null : root
  } catch {
    return null
  }
}

/** Checked first, because parser and search recurse. Comments and CDATA can only make the counted depth too large. */
function nestedTooDeep(text: string): boolean {
  let depth = 0
  for (const [token] of text.matchAll(/<\/|<[A-Za-z_:]|\/>/g)) {
    depth += token === '</' || token === '/>' ? -1 : 1
    if (depth > DEEPEST) return true
  }
  return false
}

const isElement = (node: Node): node is Element => node.nodeType === 1

/** Descendants by their local name, because makers use different prefixes and sometimes different namespaces. */
export function allNamed(parent: Element, name: string): Element[] {
  const found: Element[] = []
  const walk = (element: Element): void => {
    for (let node = element.firstChild; node !== null; node = node.nextSibling) {
      if (!isElement(node)) continue
      if (node.localName === name) found.push(node)
      walk(node)
    }
  }
  walk(parent)
  return found
}

export const firstNamed = (parent: Element, name: string): Element | null => allNamed(parent, name)[0] ?? null
/**
 * The trimmed text of the first descendant with that name, cut to 200 characters; null where there is none.
 */
export const textOf = (parent: Element, name: string): string | null =>
  firstNamed(parent, name)?.textContent?.trim().slice(0, 200) ?? null
export const textsOf = (parent: Element, name: string): string[] =>
  allNamed(parent, name).map((element) => (element.textContent ?? '').trim().slice(0, 200))
/** A whole number, 0 or more; otherwise null. */
export const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null
