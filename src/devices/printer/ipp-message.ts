/** Writes and reads messages of the Internet Printing Protocol (RFC 8010), with limits on what is read. */

const OPERATION = {
  'print-job': 0x0002,
  'cancel-job': 0x0008,
  'get-job-attributes': 0x0009,
  'get-printer-attributes': 0x000b,
  'cups-get-printers': 0x4002,
} as const
export type Operation = keyof typeof OPERATION

const GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04, unsupported: 0x05 } as const
const TAG = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  resolution: 0x32,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeMediaType: 0x49,
} as const

/** An attribute to write, with its syntax and value. */
export type Attribute = readonly [
  name: string,
  syntax: keyof typeof TAG,
  value: string | number | boolean | readonly string[],
]
type Value = string | number | boolean | null

export interface IppResponse {
  /** Status code (RFC 8011 section 4.1.8); below 0x0100 means success. */
  readonly status: number
  readonly requestId: number
  readonly operation: Readonly<Record<string, readonly Value[]>>
  readonly printer: Readonly<Record<string, readonly Value[]>>
  readonly job: Readonly<Record<string, readonly Value[]>>
  /** Attributes of the request that the printer does not support. */
  readonly unsupported: readonly string[]
  /** All printers of the answer; CUPS lists all of its queues. */
  readonly printers: readonly Readonly<Record<string, readonly Value[]>>[]
}

function valueBytes(syntax: keyof typeof TAG, value: string | number | boolean): Buffer {
  if (syntax === 'integer' || syntax === 'enum') {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32BE(Number(value))
    return bytes
  }
  return syntax === 'boolean' ? Buffer.from([value === true ? 1 : 0]) : Buffer.from(String(value), 'utf8')
}

function attributeBytes([name, syntax, value]: Attribute): Buffer {
  const values = typeof value === 'object' ? value : [value]
  return Buffer.concat(
    values.flatMap((one, index) => {
      // Further values of the same attribute have an empty name (RFC 8010 section 3.1.5).
      const named = Buffer.from(index === 0 ? name : '', 'latin1')
      const bytes = valueBytes(syntax, one)
      const head = Buffer.alloc(3)
      head.writeUInt8(TAG[syntax])
      head.writeUInt16BE(named.length, 1)
      const length = Buffer.alloc(2)
      length.writeUInt16BE(bytes.length)
      return [head, named, length, bytes]
    }),
  )
}

/** Version numbers in messages: 2.0, and 1.1 for printers that support nothing newer. */
export const IPP_VERSION = { two: 0x0200, oneOne: 0x0101 } as const

/** Encodes a request; `data` is the document. */
export function encodeRequest(
  operation: Operation,
  requestId: number,
  attributes: readonly Attribute[],
  job: readonly Attribute[] = [],
  data: Uint8Array = new Uint8Array(),
  version: number = IPP_VERSION.two,
): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(version)
  head.writeUInt16BE(OPERATION[operation], 2)
  head.writeUInt32BE(requestId, 4)
  const first: Attribute[] = [
    ['attributes-charset', 'charset', 'utf-8'],
    ['attributes-natural-language', 'language', 'ro'],
    ...attributes,
  ]
  const jobGroup = job.length === 0 ? [] : [Buffer.from([GROUP.job]), ...job.map(attributeBytes)]
  return Buffer.concat([
    head,
    Buffer.from([GROUP.operation]),
    ...first.map(attributeBytes),
    ...jobGroup,
    Buffer.from([GROUP.end]),
    data,
  ])
}

function readValue(tag: number, bytes: Buffer): Value {
  if ((tag === TAG.integer || tag === TAG.enum) && bytes.length === 4) return bytes.readInt32BE()
  if (tag === TAG.boolean && bytes.length === 1) return bytes[0] === 1
  // A resolution: across, along, and 3 for dots per inch (RFC 8011 section 5.1.16).
  if (tag === TAG.resolution && bytes.length === 9)
    return bytes[8] === 3 ? `${String(bytes.readInt32BE(0))}x${String(bytes.readInt32BE(4))}dpi` : null
  // Character strings have the tags 0x40 to 0x5f. Other values are not needed.
  return tag >= 0x40 && tag <= 0x5f ? bytes.toString('utf8') : null
}

/** Decodes a response. Throws a RangeError when it ends too early, and a TypeError when it is not IPP. */
export function decodeResponse(bytes: Uint8Array): IppResponse {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 9 || (view[0] !== 1 && view[0] !== 2)) throw new TypeError('not an IPP response')
  const groups: Record<number, Record<string, Value[]>> = {}
  const printers: Record<string, Value[]>[] = []
  let current: Record<string, Value[]> = {}
  let values: Value[] = []
  let at = 8
  // Some printers leave out the tag at the end. HTTP has shown that the message is complete, and a value that is cut
  // off is refused below.
  while (at < view.length) {
    const tag = view.readUInt8(at++)
    if (tag === GROUP.end) break
    if (tag < 0x10) {
      // Only the first group of a kind is used: requests never ask for a second job.
      current = Object.create(null) as Record<string, Value[]>
      groups[tag] ??= current
      if (tag === GROUP.printer) printers.push(current)
      continue
    }
    const nameLength = view.readUInt16BE(at)
    const name = view.toString('latin1', at + 2, at + 2 + nameLength)
    at += 2 + nameLength
    const length = view.readUInt16BE(at)
    if (at + 2 + length > view.length) throw new RangeError('the response ends within a value')
    const value = readValue(tag, view.subarray(at + 2, at + 2 + length))
    at += 2 + length
    if (nameLength > 0) {
      values = []
      current[name] = values
    }
    values.push(value)
  }
  return {
    status: view.readUInt16BE(2),
    requestId: view.readUInt32BE(4),
    operation: groups[GROUP.operation] ?? {},
    printer: groups[GROUP.printer] ?? {},
    job: groups[GROUP.job] ?? {},
    unsupported: Object.keys(groups[GROUP.unsupported] ?? {}),
    printers,
  }
}
