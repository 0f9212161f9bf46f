import { describe, expect, it } from 'vitest'
import { requestBody } from '../../request/body.ts'
import { generateRequest, SCANNED_REQUEST } from '../../../test/support/generated-requests.ts'
import { pageReading } from './page-reading.ts'
import { readPage } from './read-page.ts'

const bodies = Array.from({ length: 20 }, (_, n) => generateRequest(n, '2026-11-23', SCANNED_REQUEST))
const answerOf = (changes: readonly unknown[], more = true): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      ok: true,
      value: {
        changes,
        cursor: 20,
        more,
        head: 40,
        serverTime: '2026-11-23T10:00:00.000Z',
        epoch: '019abb00-0000-7000-8000-000000000000',
        minimumProtocol: 1,
      },
    }),
  )
const changeOf = (body: unknown, position: number) => ({
  position,
  entity: 'request',
  id: '019abb00-0000-7000-8000-000000000001',
  version: 5,
  op: 'upsert',
  body,
})
const good = () => answerOf(bodies.map((body, n) => changeOf(body, n + 1)))

const ended = (why: string) => ({ ok: false, problem: { code: 'thread.ended', details: { why } } })

describe('a page of changes', () => {
  it('is read with the text of every request as the schema has it, and with what is shown of it', () => {
    // What a newer central store may add is not kept: this version would not know what it says.
    const page = readPage(answerOf(bodies.map((body, n) => changeOf({ ...body, unknownHere: true }, n + 1))))
    if (!page?.ok) throw new Error('not read')
    const { changes, texts } = page.value
    const read = changes.map((change) =>
      change.as === 'request'
        ? (JSON.parse(Buffer.from(texts.subarray(change.from, change.to)).toString()) as unknown)
        : null,
    )
    expect(read).toEqual(bodies.map((body) => requestBody.parse(body)))
    expect(changes[0]).toMatchObject({
      request: { id: bodies[0]?.id, version: 5, shown: { registeredBy: bodies[0]?.registeredBy } },
    })
  })

  it('keeps a request of unknown shape, and whatever else there is, as it came', () => {
    const other = {
      position: 2,
      entity: 'something-new',
      id: '019abb00-0000-7000-8000-000000000001',
      version: 1,
      op: 'upsert',
      body: { a: 1 },
    }
    const page = readPage(answerOf([changeOf({ id: 'x' }, 1), other]))
    expect(page).toMatchObject({
      ok: true,
      value: {
        changes: [
          { as: 'other', unreadable: true, change: { body: { id: 'x' } } },
          { as: 'other', unreadable: false, change: { body: { a: 1 } } },
        ],
      },
    })
  })

  it.each([
    ['half of one', good().subarray(0, 5_000)],
    ['a page of a proxy', Buffer.from('<html>')],
    ['nothing', new Uint8Array()],
    ['another answer', Buffer.from('{"ok":true,"value":{}}')],
  ])('is none: %s', (_, bytes) => {
    expect(readPage(bytes)).toBeNull()
  })

  it('is the same when read on the thread, which reports where the next page begins before it is done', async () => {
    const reading = pageReading()
    try {
      reading.many()
      const frames: unknown[] = []
      const onThread = await reading.read(good(), (next) => frames.push(next))
      expect(frames).toEqual([{ cursor: 20, more: true }])
      expect(onThread).toEqual(readPage(good()))
      expect(await reading.read(Buffer.from('<html>'), () => undefined)).toBeNull()
    } finally {
      await reading.close()
    }
    expect(await reading.read(good(), () => undefined)).toEqual(ended('closed'))
  })

  it('that is being read when the pull ends is waited for by nobody', async () => {
    const reading = pageReading()
    reading.many()
    const page = reading.read(good(), () => undefined)
    await reading.close()
    expect(await page).toEqual(ended('closed'))
  })

  it('that never ends is given up after its time, and at once when the pull is aborted', async () => {
    const endless = `import { parentPort } from 'node:worker_threads'
      parentPort.on('message', () => { for (;;) {} })
      parentPort.postMessage({ ready: true })`
    const entry = new URL(`data:text/javascript,${encodeURIComponent(endless)}`)
    const pull = new AbortController()
    const [late, aborted] = [pageReading({ entry, milliseconds: 100 }), pageReading({ entry, signal: pull.signal })]
    for (const reading of [late, aborted]) reading.many()
    expect(await late.read(good(), () => undefined)).toEqual(ended('time'))
    const page = aborted.read(good(), () => undefined)
    pull.abort()
    expect(await page).toEqual(ended('aborted'))
    await Promise.all([late.close(), aborted.close()])
  })
})
