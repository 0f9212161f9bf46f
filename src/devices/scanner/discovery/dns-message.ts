/**
 * Writes and reads DNS messages as multicast DNS uses them (RFC 1035 section 4, RFC 6762), with limits on what is read.
 */

export const RECORD = { A: 1, PTR: 12, TXT: 16, AAAA: 28, SRV: 33 } as const
const CLASS_INTERNET = 1
/** Names in a message may contain pointers. This limit ends a circle of pointers. */
const MOST_JUMPS = 32
const MOST_RECORDS = 200

export type DnsRecord =
  | { readonly type: 'PTR'; readonly name: string; readonly target: string }
  | { readonly type: 'SRV'; readonly name: string; readonly port: number; readonly target: string }
  | { readonly type: 'TXT'; readonly name: string; readonly entries: Readonly<Record<string, string>> }
  | { readonly type: 'A' | 'AAAA'; readonly name: string; readonly address: string }

/** Dots within a label are escaped with a backslash, as in the results of `readName`. */
const labelsOf = (name: string): Buffer =>
  Buffer.concat([
    ...(name.match(/(?:\\.|[^.\\])+/g) ?? []).map((label) => {
      const bytes = Buffer.from(label.replace(/\\(.)/g, '$1')).subarray(0, 63)
      return Buffer.concat([Buffer.from([bytes.length]), bytes])
    }),
    Buffer.from([0]),
  ])

export interface Question {
  readonly name: string
  readonly type: keyof typeof RECORD
}
/** Encodes questions that ask for unicast answers (RFC 6762 section 5.4). */
export function encodeQuestions(questions: readonly Question[]): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(questions.length, 4)
  return Buffer.concat([
    head,
    ...questions.flatMap(({ name, type }) => {
      const tail = Buffer.alloc(4)
      tail.writeUInt16BE(RECORD[type], 0)
      tail.writeUInt16BE(0x8000 | CLASS_INTERNET, 2)
      return [labelsOf(name), tail]
    }),
  ])
}

/**
 * Reads the name at an offset of a message; `next` is the offset after it. Dots within labels are escaped with a
 * backslash.
 */
function readName(message: Buffer, at: number): { name: string; next: number } {
  const labels: string[] = []
  let next: number | null = null
  let here = at
  for (let jumps = 0; ;) {
    const length = message.readUInt8(here)
    if ((length & 0xc0) === 0xc0) {
      next ??= here + 2
      here = message.readUInt16BE(here) & 0x3fff
      if (++jumps > MOST_JUMPS) throw new RangeError('a name with a circle of pointers')
      continue
    }
    if (length > 63) throw new RangeError('not a label')
    here += 1
    if (length === 0) return { name: labels.join('.'), next: next ?? here }
    if (here + length > message.length || labels.length > 40) throw new RangeError('a name that does not end')
    labels.push(message.toString('utf8', here, here + length).replace(/[\\.]/g, '\\$&'))
    here += length
  }
}

function readTxt(data: Buffer): Record<string, string> {
  const entries: Record<string, string> = Object.create(null) as Record<string, string>
  for (let at = 0; at < data.length;) {
    const length = data.readUInt8(at)
    const [key, ...value] = data.toString('utf8', at + 1, Math.min(at + 1 + length, data.length)).split('=')
    if (key !== undefined && key !== '') entries[key.toLowerCase()] ??= value.join('=')
    at += 1 + length
  }
  return entries
}

const address6 = (data: Buffer): string =>
  Array.from({ length: 8 }, (_, n) => data.readUInt16BE(n * 2).toString(16)).join(':')

function readRecord(message: Buffer, type: number, name: string, at: number, length: number): DnsRecord | null {
  const data = message.subarray(at, at + length)
  switch (type) {
    case RECORD.PTR:
      return { type: 'PTR', name, target: readName(message, at).name }
    case RECORD.SRV:
      return { type: 'SRV', name, port: data.readUInt16BE(4), target: readName(message, at + 6).name }
    case RECORD.TXT:
      return { type: 'TXT', name, entries: readTxt(data) }
    case RECORD.A:
      return length === 4 ? { type: 'A', name, address: data.join('.') } : null
    case RECORD.AAAA:
      return length === 16 ? { type: 'AAAA', name, address: address6(data) } : null
    default:
      return null
  }
}

/** The records of known types in an answer. Empty for a question and for anything that is not a DNS message. */
export function decodeAnswer(message: Buffer): DnsRecord[] {
  const records: DnsRecord[] = []
  try {
    const isAnswer = (message.readUInt16BE(2) & 0x8000) !== 0
    if (!isAnswer) return []
    const questions = message.readUInt16BE(4)
    const count = message.readUInt16BE(6) + message.readUInt16BE(8) + message.readUInt16BE(10)
    let at = 12
    for (let n = 0; n < Math.min(questions, MOST_RECORDS); n++) at = readName(message, at).next + 4
    for (let n = 0; n < Math.min(count, MOST_RECORDS); n++) {
      const { name, next } = readName(message, at)
      const type = message.readUInt16BE(next)
      const length = message.readUInt16BE(next + 8)
      if (next + 10 + length > message.length) break
      const record = readRecord(message, type, name, next + 10, length)
      if (record !== null) records.push(record)
      at = next + 10 + length
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return records
}
