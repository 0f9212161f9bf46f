/** PDFs written by hand, so that a test can break exactly one thing: objects as text, classic cross-reference tables, incremental updates. */

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

/** A new file of one revision. */
export function writePdf(objects: Objects): Buffer {
  return appendSection(latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'), objects, { root: 1 }, true)
}

/** The file with one more revision. */
export function appendRevision(pdf: Uint8Array, objects: Objects, options: UpdateOptions = {}): Buffer {
  return appendSection(Buffer.from(pdf), objects, { previous: lastStartXref(pdf), ...options }, false)
}

function appendSection(pdf: Buffer, objects: Objects, options: UpdateOptions, first: boolean): Buffer {
  const parts: Buffer[] = [pdf]
  let length = pdf.length
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
  add(`xref\n${rows.join('')}trailer\n<< /Size 100 /Root ${String(options.root ?? 1)} 0 R ${previous} ${options.trailer ?? ''} >>\nstartxref\n${String(offset)}\n%%EOF\n`)
  return Buffer.concat(parts)
}
