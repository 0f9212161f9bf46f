/**
 * PDFs written by hand, so that a test can break exactly one thing: objects as text, classic cross-reference tables,
 * incremental updates.
 */

/** Object bodies by number: what stands between `n 0 obj` and `endobj`; `null` frees the number. */
export type Objects = ReadonlyMap<number, string | null>

export interface UpdateOptions {
  /** Offset of the previous section; by default that of the file's last `startxref`. */
  readonly previous?: number
  readonly root?: number
  readonly trailer?: string
}

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

/** A stream object's body. */
export function stream(content: string, dictionary = ''): string {
  return `<< ${dictionary} /Length ${String(latin1(content).length)} >>\nstream\n${content}\nendstream`
}

export function lastStartXref(pdf: Uint8Array): number {
  const file = Buffer.from(pdf)
  return Number(/startxref\s+(\d+)/.exec(file.toString('latin1', file.lastIndexOf('startxref')))?.[1])
}

export interface WriteOptions {
  /** Octets before the header. */
  readonly prefix?: string
  readonly trailer?: string
}

/** A new file of one revision. */
export function writePdf(objects: Objects, { prefix = '', trailer = '' }: WriteOptions = {}): Buffer {
  return appendSection(latin1(`${prefix}%PDF-1.7\n%\xe2\xe3\xcf\xd3\n`), objects, { root: 1, trailer }, true)
}

/** What the offsets of the file count from: the header, where the last `startxref` does; else the first octet. */
function startOf(pdf: Buffer): number {
  const header = pdf.indexOf('%PDF-', 0, 'latin1')
  const place = lastStartXref(pdf) + header
  return header > 0 && /^(xref|\d+ 0 obj)/.test(pdf.toString('latin1', place, place + 12)) ? header : 0
}

/** What every later revision of an encrypted file repeats. */
function carried(pdf: Buffer): string {
  return /\/Encrypt \d+ 0 R \/ID \[[^\]]*\]/.exec(pdf.toString('latin1'))?.[0] ?? ''
}

/** The file with one more revision. */
export function appendRevision(pdf: Uint8Array, objects: Objects, options: UpdateOptions = {}): Buffer {
  return appendSection(Buffer.from(pdf), objects, { previous: lastStartXref(pdf), ...options }, false)
}

/** One more than the highest number, which the last trailer knows. */
function sizeAfter(pdf: Uint8Array, objects: Objects): number {
  const before = Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Size \d+/g)
    ?.at(-1)
  return Math.max(100, Number(before?.slice(6) ?? 0), ...[...objects.keys()].map((number) => number + 1))
}

function appendSection(pdf: Buffer, objects: Objects, options: UpdateOptions, first: boolean): Buffer {
  const parts: Buffer[] = [pdf]
  let length = pdf.length - (first ? 0 : startOf(pdf))
  const add = (text: string) => {
    const bytes = latin1(text)
    parts.push(bytes)
    length += bytes.length
  }
  const rows: string[] = first ? ['0 1\n0000000000 65535 f \n'] : []
  for (const [number, body] of objects) {
    if (body === null) {
      rows.push(`${String(number)} 1\n0000000000 00001 f \n`)
      continue
    }
    rows.push(`${String(number)} 1\n${String(length).padStart(10, '0')} 00000 n \n`)
    add(`${String(number)} 0 obj\n${body}\nendobj\n`)
  }
  const offset = length
  const previous = options.previous === undefined ? '' : `/Prev ${String(options.previous)}`
  add(
    `xref\n${rows.join('')}trailer\n<< /Size ${String(sizeAfter(pdf, objects))} /Root ${String(options.root ?? 1)} 0 R ${previous} ${first ? '' : carried(pdf)} ${options.trailer ?? ''} >>\nstartxref\n${String(offset)}\n%%EOF\n`,
  )
  return Buffer.concat(parts)
}

/**
 * The file with one more revision whose table is a cross-reference stream, the objects of `compressed` in an object
 * stream numbered `container`. `indexOf` gives the index under which the table lists a compressed object.
 */
export function appendStreamRevision(
  pdf: Uint8Array,
  compressed: Objects,
  container: number,
  indexOf: (number: number, position: number) => number = (_, position) => position,
): Buffer {
  const numbers = [...compressed.keys()]
  const parts = [...compressed.values()].map((body) => body ?? 'null')
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, part) => sum + part.length + 1, 0))
  const head = `${numbers.map((number, index) => `${String(number)} ${String(starts[index])}`).join(' ')}\n`
  const holder = latin1(
    `${String(container)} 0 obj\n${stream(head + parts.join('\n'), `/Type /ObjStm /N ${String(numbers.length)} /First ${String(head.length)}`)}\nendobj\n`,
  )
  const start = pdf.length - startOf(Buffer.from(pdf))
  const table = start + holder.length
  const row = (kind: number, second: number, third: number) =>
    String.fromCharCode(kind, second >> 16, (second >> 8) & 255, second & 255, third)
  const rows = [
    ...numbers.map((number, position) => ({ number, text: row(2, container, indexOf(number, position)) })),
    { number: container, text: row(1, start, 0) },
    { number: container + 1, text: row(1, table, 0) },
  ]
  const index = rows.map(({ number }) => `${String(number)} 1`).join(' ')
  const section = `${String(container + 1)} 0 obj\n${stream(rows.map(({ text }) => text).join(''), `/Type /XRef /W [1 3 1] /Index [${index}] /Size ${String(sizeAfter(pdf, new Map([...compressed, [container + 1, null]])))} /Root 1 0 R /Prev ${String(lastStartXref(pdf))} ${carried(Buffer.from(pdf))}`)}\nendobj\nstartxref\n${String(table)}\n%%EOF\n`
  return Buffer.concat([pdf, holder, latin1(section)])
}
