/**
 * Reads the XML of scanners: UTF-8 (or Latin 1), limited size, depth and number of elements, no document type and so no
 * entities of its own. Every part of the text is looked at once, so hostile XML takes no longer than that of a scanner
 * (ADR 0085). Has small functions to search it.
 */

export interface Element {
  /** Without its prefix: makers use different ones and sometimes different namespaces. */
  readonly name: string
  readonly content: readonly (Element | string)[]
}

/** The capabilities of a large device are about 30 kB, in some hundred elements. */
export const MOST_XML_BYTES = 256 * 1024
const DEEPEST = 40
const MOST_ELEMENTS = 10_000

/**
 * One token, from where the last one ended: what is skipped, CDATA, an end tag, a start tag, or text. No alternative
 * can match the same text in two ways, so a text that fits none is found out in one pass.
 */
const TOKEN =
  /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s<>/=]+)\s*>|<([^\s<>/=!?]+)((?:\s+[^\s=<>/"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

class NotXml extends Error {}

function referenced(whole: string, name: string): string {
  const known = ENTITIES[name]
  if (known !== undefined) return known
  const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
  const point = code === null ? NaN : parseInt(code[1] ?? code[2] ?? '', code[1] === undefined ? 10 : 16)
  if (!(point <= 0x10ffff)) throw new NotXml(whole)
  return String.fromCodePoint(point)
}
const plain = (text: string): string =>
  text.includes('&') ? text.replace(/&([^;&\s]{0,20});?/g, (whole, name: string) => referenced(whole, name)) : text

/** @throws NotXml, or a RangeError of the expression's own limits */
function rootOf(text: string): Element | null {
  const top: (Element | string)[] = []
  const open: { readonly tag: string; readonly content: (Element | string)[] }[] = []
  let elements = 0
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)
    if (token === null) return null
    const [, data, endTag, startTag, , empty, characters] = token
    const content = open.at(-1)?.content ?? top
    if (data !== undefined) content.push(data)
    else if (characters !== undefined) content.push(plain(characters))
    else if (endTag !== undefined) {
      if (open.pop()?.tag !== endTag) return null
    } else if (startTag !== undefined) {
      if (++elements > MOST_ELEMENTS || open.length >= DEEPEST) return null
      const inner: (Element | string)[] = []
      content.push({ name: startTag.slice(startTag.indexOf(':') + 1), content: inner })
      if (empty === '') open.push({ tag: startTag, content: inner })
    }
  }
  const [root, ...others] = top.filter((part) => typeof part !== 'string' || part.trim() !== '')
  return open.length > 0 || others.length > 0 || typeof root !== 'object' ? null : root
}

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
  try {
    return rootOf(text)
  } catch (error) {
    if (error instanceof NotXml || error instanceof RangeError) return null
    throw error
  }
}

/** Descendants by their name. */
export function allNamed(parent: Element, name: string): Element[] {
  const found: Element[] = []
  const walk = (element: Element): void => {
    for (const part of element.content) {
      if (typeof part === 'string') continue
      if (part.name === name) found.push(part)
      walk(part)
    }
  }
  walk(parent)
  return found
}

const textIn = (element: Element): string =>
  element.content.map((part) => (typeof part === 'string' ? part : textIn(part))).join('')
/** Cut to 200 characters. */
const shortText = (element: Element): string => textIn(element).trim().slice(0, 200)

export const firstNamed = (parent: Element, name: string): Element | null => allNamed(parent, name)[0] ?? null
/** The trimmed text of the first descendant with that name; null where there is none. */
export const textOf = (parent: Element, name: string): string | null => {
  const found = firstNamed(parent, name)
  return found === null ? null : shortText(found)
}
export const textsOf = (parent: Element, name: string): string[] => allNamed(parent, name).map(shortText)
/** A whole number, 0 or more; otherwise null. */
export const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null
