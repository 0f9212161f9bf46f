/**
 * XML as scanners write it: UTF-8 (or Latin 1), no document type (so nothing to expand), bounded size and depth; and
 * small ways to walk it.
 */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom'

export type { Element }

/** The capabilities of a large device have about 30 kB. */
export const MOST_XML_BYTES = 256 * 1024
const DEEPEST = 40

/** The root element; null for whatever is not such XML. */
export function readXml(bytes: Uint8Array): Element | null {
  if (bytes.length > MOST_XML_BYTES) return null
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // A maker's name in the letters of Western Europe, whatever the declaration says: nothing that we need has any of
    // them.
    text = new TextDecoder('latin1').decode(bytes)
  }
  // Entities can only come from a document type: without one there is nothing to expand.
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

/** Parser and walker recurse: the depth is bounded before. Comments and CDATA can only make the count too large. */
function nestedTooDeep(text: string): boolean {
  let depth = 0
  for (const [token] of text.matchAll(/<\/|<[A-Za-z_:]|\/>/g)) {
    depth += token === '</' || token === '/>' ? -1 : 1
    if (depth > DEEPEST) return true
  }
  return false
}

const isElement = (node: Node): node is Element => node.nodeType === 1

/** Descendants by their local name: makers disagree about prefixes and sometimes about namespaces. */
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
 * The text of the first descendant of that name, without blanks around it and cut to a sane length; null where there is
 * none.
 */
export const textOf = (parent: Element, name: string): string | null =>
  firstNamed(parent, name)?.textContent?.trim().slice(0, 200) ?? null
export const textsOf = (parent: Element, name: string): string[] =>
  allNamed(parent, name).map((element) => (element.textContent ?? '').trim().slice(0, 200))
/** A whole number from 0, or null. */
export const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null
