import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { createPageReader } from './page-reader.ts'

const TODAY = '2026-11-23'
const flat = (width: number, height: number, grey: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: grey, g: grey, b: grey } } })

describe('hostile pictures', () => {
  const reader = createPageReader()
  afterAll(() => reader.close())
  const read = (bytes: Uint8Array) => reader.read({ bytes, name: 'x', page: 1, today: TODAY })
  const problemOf = async (bytes: Uint8Array) => {
    const answer = await read(bytes)
    return answer.ok ? 'read' : answer.problem.code
  }

  it('are refused with the right problem, and the next page is read', { timeout: 120_000 }, async () => {
    const page = await flat(1240, 1754, 250).jpeg().toBuffer()
    expect(await problemOf(new Uint8Array())).toBe('scan.empty')
    expect(await problemOf(Buffer.from('nimic de citit'))).toBe('scan.not-supported')
    expect(await problemOf(page.subarray(0, page.length / 2))).toBe('scan.unreadable')
    expect(await problemOf(await flat(1, 1, 0).png().toBuffer())).toBe('scan.unreadable')
    expect(await problemOf(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5000)]))).toBe('scan.unreadable')
    expect(await problemOf(page)).toBe('read')
  })

  it(
    'end soon and within limits: 10,000 × 10,000 pixels and more, black pages, noise',
    { timeout: 180_000 },
    async () => {
      const before = process.memoryUsage().rss
      expect(await problemOf(await flat(10_001, 10_000, 255).png().toBuffer())).toBe('scan.too-large')
      for (const bytes of [
        await flat(10_000, 10_000, 255).png().toBuffer(),
        await flat(2480, 3508, 0).jpeg().toBuffer(),
        await sharp(randomBytes(1240 * 1754 * 3), { raw: { width: 1240, height: 1754, channels: 3 } })
          .jpeg({ quality: 90 })
          .toBuffer(),
        await flat(20_000, 320, 128).png().toBuffer(),
      ]) {
        const answer = await read(bytes)
        expect(answer.ok && answer.value.reading.form).toBe(answer.ok ? null : false)
        expect(answer.ok ? answer.value.reading.values : []).toEqual([])
      }
      expect(process.memoryUsage().rss - before).toBeLessThan(1.2 * 1024 ** 3)
    },
  )
})

/** A thread that reports that it is ready, and then misbehaves. */
const thread = (onMessage: string) => {
  const code = `import { parentPort } from 'node:worker_threads'
parentPort.postMessage({ ready: true })
parentPort.on('message', () => { ${onMessage} })`
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`)
}

describe('a misbehaving thread is ended when it', () => {
  const page = { bytes: new Uint8Array([1]), name: 'x', page: 1, today: TODAY }
  it.each([
    ['hangs', 'for (;;) {}', { milliseconds: 300 }],
    ['fills the heap', 'const all = []; for (;;) all.push({ a: [1, 2, 3, all.length] })', { megabytes: 48 }],
    [
      'fills memory outside the heap',
      'const all = []; setInterval(() => all.push(new Uint8Array(32e6).fill(1)), 5)',
      { megabytes: 256 },
    ],
    ['throws', 'throw new Error("fault")', {}],
    ['answers nonsense', 'parentPort.postMessage({ id: 0, answer: 7 })', {}],
  ])('%s', { timeout: 60_000 }, async (_, code, options) => {
    const reader = createPageReader({ entry: thread(code), ...options })
    expect(await reader.read(page)).toMatchObject({ ok: false, problem: { code: 'scan.unreadable' } })
    await reader.close()
  })
})
