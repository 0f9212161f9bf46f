/**
 * Every way in which a token of an object can be written that forgiving readers take. `clear`: all readers take it for
 * the same. `ambiguous`: this reader takes it for the same, and others do not.
 */
import { latin1 } from '../plain-pdf.ts'

export interface Spelling {
  readonly name: string
  /** The object's body with one token written in another way. */
  readonly body: string
  readonly kind: 'clear' | 'ambiguous'
}

interface Variant {
  readonly name: string
  readonly text: string
  readonly kind: Spelling['kind']
}

const clear = (name: string, text: string): Variant => ({ name, text, kind: 'clear' })
const ambiguous = (name: string, text: string): Variant => ({ name, text, kind: 'ambiguous' })

const token =
  /\d+ \d+ R|\/[^\s()<>[\]{}/%]*|\((?:\\.|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|[[\]]|[+-]?\d*\.?\d+|[A-Za-z]+|\s+/g

/** All spellings of the tokens of a body; the data of a stream stay as they are. */
export function spellingsOf(body: string): Spelling[] {
  const end = body.indexOf('stream\n')
  const head = end < 0 ? body : body.slice(0, end)
  return [...head.matchAll(token)].flatMap((match) =>
    variantsOf(match[0]).map(({ name, text, kind }) => ({
      name: `${name} at ${String(match.index)}: ${text.trim()}`,
      body: head.slice(0, match.index) + text + head.slice(match.index + match[0].length) + body.slice(head.length),
      kind,
    })),
  )
}

function variantsOf(text: string): readonly Variant[] {
  if (/^\d+ \d+ R$/.test(text)) return referenceVariants(text)
  if (text.startsWith('/')) return nameVariants(text)
  if (text.startsWith('(')) return stringVariants(text.slice(1, -1))
  if (text === '<<') return [clear('an entry that is null', '<< /Zz null ')]
  if (text === '>>')
    return [ambiguous('a key without a value', '/Zz >>'), ambiguous('a key twice', '/Zz null /Zz null >>')]
  if (text === '[') return [clear('a comment in an array', '[ % nimic\n')]
  if (/^[+-]?\d*\.?\d+$/.test(text)) return numberVariants(text)
  if (/^\s+$/.test(text))
    return [
      clear('a tabulator', '\t'),
      clear('a form feed', '\f'),
      clear('a zero', '\0'),
      clear('a comment', ' % nimic\r'),
    ]
  return []
}

function referenceVariants(text: string): readonly Variant[] {
  const [number = ''] = text.split(' ')
  return [
    clear('a reference over two lines', `${number}\n0\tR`),
    clear('a reference with leading zeros', `00${number} 000 R`),
    ambiguous('a reference of another generation', `${number} 1 R`),
    ambiguous('a reference of a sign', `${number} +0 R`),
  ]
}

function nameVariants(text: string): readonly Variant[] {
  const hex = (char: string) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`
  return [
    clear('a name with an escape', `/${hex(text[1] ?? 'A')}${text.slice(2)}`),
    clear('a name all of escapes', `/${[...text.slice(1)].map(hex).join('')}`),
  ]
}

function stringVariants(inner: string): readonly Variant[] {
  // Texts with escapes of their own stay as they are.
  if (/[\\()]/.test(inner) || inner === '') return []
  const octal = (char: string, high = 0) => `\\${(char.charCodeAt(0) + high).toString(8).padStart(3, '0')}`
  const first = inner[0] ?? ''
  return [
    clear('a string in hexadecimal', `<${latin1(inner).toString('hex')}>`),
    clear('hexadecimal with blanks', `< ${[...latin1(inner).toString('hex').toUpperCase()].join('\n')} >`),
    clear('octal escapes', `(${[...inner].map((char) => octal(char)).join('')})`),
    clear('a line that goes on', `(${first}\\\r\n${inner.slice(1)})`),
    ambiguous('an octal escape above 255', `(${octal(first, 0x100)}${inner.slice(1)})`),
  ]
}

function numberVariants(text: string): readonly Variant[] {
  const same = /^\d+$/.test(text)
    ? [
        clear('a point', `${text}.`),
        clear('a fraction of zeros', `${text}.000`),
        clear('leading zeros', `00${text}`),
        clear('a plus sign', `+${text}`),
      ]
    : []
  return [
    ...same,
    ambiguous('a sign inside', `${text}-7`),
    ambiguous('a sign at the end', `${text}-`),
    ...(/^\d/.test(text) ? [ambiguous('two signs', `+-${text}`)] : []),
  ]
}
