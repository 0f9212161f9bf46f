/** Every way in which the frame of an object and the data of a stream can be written. */
import { deflateSync } from 'node:zlib'
import { latin1, stream } from '../plain-pdf.ts'
import { type RawObject, rawObject } from './raw-revision.ts'

export interface FrameSpelling extends RawObject {
  readonly name: string
  readonly kind: 'clear' | 'ambiguous'
}

/** The object as a whole. */
export function framesOf(number: number, body: string): FrameSpelling[] {
  const id = String(number)
  const spelled = (kind: FrameSpelling['kind'], name: string, text: string) => ({ number, kind, name, text })
  return [
    spelled('clear', 'on one line', `${id} 0 obj ${body} endobj\n`),
    spelled('clear', 'without blanks', `${id} 0 obj${body}endobj\n`),
    spelled('clear', 'a header over three lines', `${id}\n0\nobj\n${body}\nendobj\n`),
    spelled('ambiguous', 'no endobj', `${id} 0 obj\n${body}\n`),
    spelled('ambiguous', 'another word in place of endobj', `${id} 0 obj\n${body}\nendobject\n`),
    spelled('ambiguous', 'a second value', `${id} 0 obj\n${body}\nnull\nendobj\n`),
    spelled('ambiguous', 'another generation', `${id} 1 obj\n${body}\nendobj\n`),
    spelled('ambiguous', 'another number', `${String(number + 50)} 0 obj\n${body}\nendobj\n`),
    spelled('ambiguous', 'a sign in the header', `+${id} 0 obj\n${body}\nendobj\n`),
  ]
}

const bytes = (data: Uint8Array) => Buffer.from(data).toString('latin1')
const hex = (text: string) => latin1(text).toString('hex')

/** A stream of the same content: encoded in every way, with every slip that a forgiving reader looks through. */
export function streamFrames(number: number, content: string, entries: string): FrameSpelling[] {
  const made: Make = (kind, name, body) => ({ ...rawObject(number, body), kind, name })
  const coded: Code = (kind, name, data, filters) => made(kind, name, stream(data, `${filters} ${entries}`))
  return [...clearCodes(content, coded), ...ambiguousCodes(content, coded), ...extents(stream(content, entries), made)]
}

type Make = (kind: FrameSpelling['kind'], name: string, body: string) => FrameSpelling
type Code = (kind: FrameSpelling['kind'], name: string, data: string, filters: string) => FrameSpelling

const packedOf = (content: string) => bytes(deflateSync(content))
/** Every octet a row of its own, under a predictor that changes nothing. */
const rowsOf = (content: string) => packedOf([...content].map((char) => `\0${char}`).join(''))
const runsOf = (content: string) => content.replace(/.{1,100}/gs, (run) => String.fromCharCode(run.length - 1) + run)
const png = '/DecodeParms << /Predictor 12 /Columns 1 >>'

function clearCodes(content: string, coded: Code): FrameSpelling[] {
  const packed = packedOf(content)
  return [
    coded('clear', 'flate', packed, '/Filter /FlateDecode'),
    coded('clear', 'flate in a list', packed, '/Filter [/FlateDecode]'),
    coded('clear', 'flate with octets after its end', `${packed}\r\n`, '/Filter /FlateDecode'),
    coded('clear', 'flate with rows', rowsOf(content), `/Filter /FlateDecode ${png}`),
    coded('clear', 'hexadecimal', `${hex(content)}>`, '/Filter /ASCIIHexDecode'),
    coded('clear', 'run lengths', `${runsOf(content)}\x80`, '/Filter /RunLengthDecode'),
    coded('clear', 'two filters', `${hex(packed)}>`, '/Filter [/ASCIIHexDecode /FlateDecode]'),
  ]
}

function ambiguousCodes(content: string, coded: Code): FrameSpelling[] {
  const packed = packedOf(content)
  const rows = rowsOf(content)
  const wrongSum = packed.slice(0, -1) + String.fromCharCode((packed.charCodeAt(packed.length - 1) + 1) & 255)
  return [
    coded('ambiguous', 'flate that breaks off', packed.slice(0, -6), '/Filter /FlateDecode'),
    coded('ambiguous', 'flate without its checksum', packed.slice(0, -4), '/Filter /FlateDecode'),
    coded('ambiguous', 'flate with a wrong checksum', wrongSum, '/Filter /FlateDecode'),
    coded('ambiguous', 'flate with a wrong header', `\0${packed.slice(1)}`, '/Filter /FlateDecode'),
    coded('ambiguous', 'parameters that are no list', rows, `/Filter [/FlateDecode] ${png}`),
    coded(
      'ambiguous',
      'a list of parameters for one filter',
      rows,
      `/Filter /FlateDecode ${png.replace('<<', '[<<').replace('>>', '>>]')}`,
    ),
    coded('ambiguous', 'more parameters than filters', packed, '/Filter [/FlateDecode] /DecodeParms [null null]'),
    coded(
      'ambiguous',
      'parameters of an inline image',
      rows,
      `/Filter /FlateDecode ${png.replace('DecodeParms', 'DP')}`,
    ),
    coded(
      'ambiguous',
      'a predictor of sixteen bits',
      packed,
      '/Filter /FlateDecode /DecodeParms << /Predictor 2 /BitsPerComponent 16 >>',
    ),
    coded(
      'ambiguous',
      'a predictor of three bits',
      rows,
      '/Filter /FlateDecode /DecodeParms << /Predictor 12 /BitsPerComponent 3 /Columns 1 >>',
    ),
    coded(
      'ambiguous',
      'a predictor that nobody defined',
      packed,
      '/Filter /FlateDecode /DecodeParms << /Predictor 5 >>',
    ),
    coded(
      'ambiguous',
      'columns that are a name',
      packed,
      '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns /One >>',
    ),
    coded('ambiguous', 'a file beside the filter', packed, '/F /FlateDecode /Filter /FlateDecode'),
    coded('ambiguous', 'the filter of an inline image', packed, '/F /FlateDecode'),
    coded('ambiguous', 'hexadecimal without an end', hex(content), '/Filter /ASCIIHexDecode'),
    coded('ambiguous', 'hexadecimal with a letter', `${hex(content)}g>`, '/Filter /ASCIIHexDecode'),
    coded('ambiguous', 'run lengths without an end', runsOf(content), '/Filter /RunLengthDecode'),
    coded('ambiguous', 'decryption after a filter', packed, '/Filter [/FlateDecode /Crypt]'),
    coded('ambiguous', 'a filter that nobody knows', content, '/Filter /Unknown'),
  ]
}

/** Where the data begin and end; `plain` is the usual spelling. */
function extents(plain: string, made: Make): FrameSpelling[] {
  return [
    made('clear', 'CRLF after the keyword', plain.replace('stream\n', 'stream\r\n')),
    made('ambiguous', 'a blank after the keyword', plain.replace('stream\n', 'stream \n')),
    made('ambiguous', 'a carriage return after the keyword', plain.replace('stream\n', 'stream\r')),
    made('ambiguous', 'nothing after the keyword', plain.replace('stream\n', 'stream')),
    made('ambiguous', 'a length too long', plain.replace(/\/Length (\d+)/, '/Length 1$1')),
    made('ambiguous', 'a length too short', plain.replace(/\/Length \d+/, '/Length 3')),
    made('ambiguous', 'no length', plain.replace(/\/Length \d+/, '')),
    made('ambiguous', 'blanks that the length leaves out', plain.replace('\nendstream', '   \nendstream')),
    made('ambiguous', 'a comment before the end', plain.replace('\nendstream', '\n%\nendstream')),
    made('ambiguous', 'another word in place of endstream', plain.replace('endstream', 'endstrea')),
  ]
}
