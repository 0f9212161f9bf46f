/** Answers of a printer in IPP (RFC 8010), written for tests. */

export type Attributes = [tag: number, name: string, ...values: (string | number | boolean)[]][]
export interface Answer {
  status?: number
  groups?: [tag: number, Attributes][]
}
export function encode({ status = 0, groups = [] }: Answer): Buffer {
  const parts: Buffer[] = [Buffer.from([2, 0, status >> 8, status & 0xff, 0, 0, 0, 1])]
  const value = (tag: number, item: string | number | boolean) => {
    if (typeof item === 'number') {
      const bytes = Buffer.alloc(4)
      bytes.writeInt32BE(item)
      return bytes
    }
    return typeof item === 'boolean' ? Buffer.from([Number(item)]) : Buffer.from(item)
  }
  for (const [tag, attributes] of groups) {
    parts.push(Buffer.from([tag]))
    for (const [syntax, name, ...values] of attributes)
      values.forEach((item, index) => {
        const [key, bytes] = [Buffer.from(index === 0 ? name : ''), value(syntax, item)]
        parts.push(
          Buffer.from([syntax, key.length >> 8, key.length & 0xff]),
          key,
          Buffer.from([bytes.length >> 8, bytes.length & 0xff]),
          bytes,
        )
      })
  }
  return Buffer.concat([...parts, Buffer.from([3])])
}
export const idle = (state = 3, reasons = ['none'], more: Attributes = []): Answer => ({
  groups: [
    [
      4,
      [
        [0x23, 'printer-state', state],
        [0x44, 'printer-state-reasons', ...reasons],
        [0x22, 'printer-is-accepting-jobs', true],
        [0x49, 'document-format-supported', 'image/urf', 'application/pdf'],
        [0x44, 'sides-supported', 'one-sided', 'two-sided-long-edge'],
        ...more,
      ],
    ],
  ],
})
export const job = (state: number, reasons = ['none']): Answer => ({
  groups: [
    [
      2,
      [
        [0x21, 'job-id', 7],
        [0x23, 'job-state', state],
        [0x44, 'job-state-reasons', ...reasons],
      ],
    ],
  ],
})
