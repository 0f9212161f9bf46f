/**
 * Canonical XML of a subtree: exclusive (W3C xml-exc-c14n) as every trusted list uses it, and inclusive 1.0 (xml-c14n),
 * without comments.
 *
 * Written here because of measurements with the Spanish list (2.7 MB): see docs/signature.md, "Trust". It yields the
 * octets to be digested.
 */
import { isElement } from './xml.ts'
import type { Element, Node } from './xml.ts'

export type Canonicalization = {
  readonly exclusive: boolean
  /** InclusiveNamespaces PrefixList of the exclusive form; '' stands for #default */
  readonly inclusivePrefixes?: readonly string[]
  /** left out with all it holds: the signature itself (enveloped-signature transform) */
  readonly without?: Element
}

type Scope = ReadonlyMap<string, string>

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'

export function canonicalize(root: Element, how: Canonicalization): Buffer {
  const parts: string[] = []
  const inherited = ancestorScope(root)
  writeElement(root, inherited, new Map(), how, parts, true)
  return Buffer.from(parts.join(''), 'utf8')
}

/** Namespace declarations in force above the apex. */
function ancestorScope(root: Element): Scope {
  const chain: Element[] = []
  for (let node: Node | null = root.parentNode; isElement(node); node = node.parentNode) chain.unshift(node)
  return chain.reduce<Scope>((scope, element) => declaredIn(element, scope), new Map())
}

function declaredIn(element: Element, scope: Scope): Scope {
  let result: Map<string, string> | undefined
  for (let index = 0; index < element.attributes.length; index++) {
    const attribute = element.attributes.item(index)
    if (attribute?.namespaceURI !== xmlnsNamespace) continue
    result ??= new Map(scope)
    result.set(attribute.prefix === 'xmlns' ? (attribute.localName ?? '') : '', attribute.value)
  }
  return result ?? scope
}

function writeElement(
  element: Element,
  above: Scope,
  rendered: Scope,
  how: Canonicalization,
  parts: string[],
  apex: boolean,
): void {
  const scope = declaredIn(element, above)
  const { declarations, next } = namespacesToRender(element, scope, rendered, how)
  parts.push('<', element.tagName)
  for (const [prefix, uri] of declarations)
    parts.push(prefix === '' ? ' xmlns' : ` xmlns:${prefix}`, '="', escapeAttribute(uri), '"')
  for (const attribute of sortedAttributes(element, how, apex))
    parts.push(' ', attribute.name, '="', escapeAttribute(attribute.value), '"')
  parts.push('>')
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (isElement(node)) {
      if (node !== how.without) writeElement(node, scope, next, how, parts, false)
    } else if (node.nodeType === 3 || node.nodeType === 4) parts.push(escapeText(node.nodeValue ?? ''))
    else if (node.nodeType === 7)
      parts.push(
        '<?',
        node.nodeName,
        node.nodeValue === null || node.nodeValue === '' ? '' : ` ${node.nodeValue}`,
        '?>',
      )
  }
  parts.push('</', element.tagName, '>')
}

/** Which declarations stand at this element, sorted by prefix, and what is then in force in the output. */
function namespacesToRender(
  element: Element,
  scope: Scope,
  rendered: Scope,
  how: Canonicalization,
): { declarations: [string, string][]; next: Scope } {
  const wanted = how.exclusive ? visiblyUsed(element, how) : new Set(scope.keys()).add('')
  const declarations: [string, string][] = []
  for (const prefix of wanted) {
    if (prefix === 'xml') continue
    const uri = scope.get(prefix) ?? ''
    if (uri === (rendered.get(prefix) ?? '')) continue
    if (uri === '' && prefix !== '') continue
    declarations.push([prefix, uri])
  }
  if (declarations.length === 0) return { declarations, next: rendered }
  declarations.sort(([left], [right]) => (left < right ? -1 : 1))
  return { declarations, next: new Map([...rendered, ...declarations]) }
}

function visiblyUsed(element: Element, { inclusivePrefixes = [] }: Canonicalization): Set<string> {
  const used = new Set([element.prefix ?? '', ...inclusivePrefixes])
  for (let index = 0; index < element.attributes.length; index++) {
    const attribute = element.attributes.item(index)
    if (attribute !== null && attribute.namespaceURI !== xmlnsNamespace && attribute.prefix) used.add(attribute.prefix)
  }
  return used
}

type Attribute = { readonly name: string; readonly value: string; readonly key: string }

/** By namespace, then local name. The inclusive form carries xml:* attributes of the ancestors to the apex. */
function sortedAttributes(element: Element, how: Canonicalization, apex: boolean): Attribute[] {
  const found = new Map<string, Attribute>()
  const add = (from: Element, xmlOnly: boolean) => {
    for (let index = 0; index < from.attributes.length; index++) {
      const attribute = from.attributes.item(index)
      if (
        attribute === null ||
        attribute.namespaceURI === xmlnsNamespace ||
        (xmlOnly && attribute.namespaceURI !== xmlNamespace)
      )
        continue
      const key = `${attribute.namespaceURI ?? ''}\u0000${attribute.localName ?? attribute.name}`
      if (!found.has(key)) found.set(key, { name: attribute.name, value: attribute.value, key })
    }
  }
  add(element, false)
  if (apex && !how.exclusive)
    for (let node: Node | null = element.parentNode; isElement(node); node = node.parentNode) add(node, true)
  return [...found.values()].sort((left, right) => (left.key < right.key ? -1 : 1))
}

const textEscapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
const attributeEscapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (character) => textEscapes[character] ?? character) : text
}

function escapeAttribute(text: string): string {
  return /[&<"\t\n\r]/.test(text)
    ? text.replace(/[&<"\t\n\r]/g, (character) => attributeEscapes[character] ?? character)
    : text
}
