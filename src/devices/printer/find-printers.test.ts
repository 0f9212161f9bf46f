import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { findPrinters } from './find-printers.ts'

const attribute = (tag: number, name: string, value: string): Buffer => {
  const lengths = Buffer.alloc(2)
  lengths.writeUInt16BE(Buffer.byteLength(name))
  const size = Buffer.alloc(2)
  size.writeUInt16BE(Buffer.byteLength(value))
  return Buffer.concat([Buffer.from([tag]), lengths, Buffer.from(name), size, Buffer.from(value)])
}
const printer = (name: string, uri: string, info: string, reasons = 'none'): Buffer =>
  Buffer.concat([
    Buffer.from([0x04]),
    attribute(0x42, 'printer-name', name),
    attribute(0x45, 'printer-uri-supported', uri),
    attribute(0x41, 'printer-info', info),
    attribute(0x44, 'printer-state-reasons', reasons),
  ])
const answer = (...groups: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 1]), ...groups, Buffer.from([0x03])])

let server: Server | null = null
const asked: Buffer[] = []
async function cups(body: Buffer): Promise<string> {
  const http = createServer((request, response) => {
    request.on('data', (part: Buffer) => asked.push(part))
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/ipp' }).end(body))
  })
  server = http
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return `ipp://127.0.0.1:${String((http.address() as AddressInfo).port)}/`
}
afterEach(() => {
  server?.close()
  server = null
  asked.length = 0
})

describe('finding the printers of the system', () => {
  it('lists all queues of CUPS, each at the address that answered', async () => {
    const uri = await cups(
      answer(
        printer('ghiseu-3', 'ipp://server.example.test/printers/ghiseu-3', 'HP, sala mare'),
        printer('Canon', 'ipp://elsewhere:631/classes/x', 'Canon', 'media-empty-error'),
      ),
    )
    expect(await findPrinters(uri)).toEqual([
      { name: 'ghiseu-3', uri: `${uri}printers/ghiseu-3`, detail: 'HP, sala mare', reasons: [] },
      { name: 'Canon', uri: `${uri}printers/Canon`, detail: 'Canon', reasons: ['out-of-paper'] },
    ])
    expect(Buffer.concat(asked).readUInt16BE(2)).toBe(0x4002)
  })
  it('finds none where CUPS has none, answers nonsense, or does not run', async () => {
    expect(await findPrinters(await cups(answer()))).toEqual([])
    server?.close()
    expect(await findPrinters(await cups(Buffer.from('<html>')))).toEqual([])
    expect(await findPrinters('ipp://127.0.0.1:9/')).toEqual([])
  })
})
