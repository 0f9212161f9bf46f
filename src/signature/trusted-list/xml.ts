/** XML as trusted lists are written: UTF-8, no document type, bounded size and depth; and small ways to walk it. */
import { DOMParser } from '@xmldom/xmldom'
import type { Document, Element, Node } from '@xmldom/xmldom'

export type { Document, Element, Node }

export const namespace = {
  list: 'http://uri.etsi.org/02231/v2#',
  additional: 'http://uri.etsi.org/02231/v2/additionaltypes#',
  serviceInformation: 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
} as const

/** The largest list of 2025 (Spain) has 2.7 MB; no real list is nested deeper than this. */
const maximumSize = 40_000_000
const maximumDepth = 100

/** Thrown for text that is not such XML; the public parsers of lists turn it into a refusal. */
export class XmlError extends Error {
  override readonly name = 'XmlError'
}

/**
 * Reads a document; throws `XmlError`. A byte-order mark is allowed, another encoding than UTF-8 is not (TS 119 612,
 * 5.1.1).
 */
export function parseXml(bytes: Uint8Array): Document {
  if (bytes.length > maximumSize) throw new XmlError('the document is too large')
  const text = decode(bytes)
  // Entities and external parts can only come from a document type: without one there is nothing to expand.
  if (/<!DOCTYPE/i.test(text)) throw new XmlError('a document type is not allowed')
  checkNesting(text)
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new XmlError(`not well-formed: ${message}`)
    },
  })
  try {
    const document = parser.parseFromString(text, 'text/xml')
    if (document.documentElement === null) throw new XmlError('no root element')
    return document
  } catch (error) {
    if (error instanceof XmlError) throw error
    throw new XmlError(`not well-formed: ${error instanceof Error ? error.message.slice(0, 200) : ''}`)
  }
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const encoding = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') throw new XmlError(`encoding ${encoding}`)
    return text
  } catch (error) {
    if (error instanceof XmlError) throw error
    throw new XmlError('not UTF-8')
  }
}

/**
 * The parser and whoever walks the tree recurse: the depth is bounded before. Comments and CDATA can only make the
 * count too large.
 */
function checkNesting(text: string): void {
  let depth = 0
  for (const [token] of text.matchAll(/<\/|<[A-Za-z_:]|\/>/g)) {
    depth += token.length === 2 && (token === '</' || token === '/>') ? -1 : 1
    if (depth > maximumDepth) throw new XmlError('nested too deep')
  }
}

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1
}

export function isNamed(node: Node | null | undefined, space: string, name: string): node is Element {
  return isElement(node) && node.namespaceURI === space && node.localName === name
}

/** Child elements of this name; of any name when none is given. */
export function childrenOf(parent: Element, space?: string, name?: string): Element[] {
  const found: Element[] = []
  for (let node = parent.firstChild; node !== null; node = node.nextSibling)
    if (
      isElement(node) &&
      (space === undefined || node.namespaceURI === space) &&
      (name === undefined || node.localName === name)
    )
      found.push(node)
  return found
}

export function childOf(parent: Element | undefined, space: string, name: string): Element | undefined {
  return parent === undefined ? undefined : childrenOf(parent, space, name)[0]
}

/** The only child of this name; throws when there is none or more than one. */
export function onlyChild(parent: Element, space: string, name: string): Element {
  const [child, second] = childrenOf(parent, space, name)
  if (child === undefined || second !== undefined) throw new XmlError(`${name} must be there once`)
  return child
}

/** Follows child names within one namespace. */
export function descend(parent: Element | undefined, space: string, ...names: readonly string[]): Element | undefined {
  return names.reduce<Element | undefined>((element, name) => childOf(element, space, name), parent)
}

export function textOf(element: Element | undefined): string | undefined {
  return element?.textContent?.trim()
}

/** Every element of the document in order. */
export function* allElements(document: Document): Generator<Element> {
  const open: Element[] = document.documentElement === null ? [] : [document.documentElement]
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    yield element
    open.push(...childrenOf(element).reverse())
  }
}
