import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '../../../../test/support/central/workstation.ts'
import { systemRandom } from '../../random.ts'
import { SQLITE } from '../../store/engine/sqlite/engine.ts'
import type { Store } from '../../store/store.ts'
import { type AttachmentFiles, openAttachmentFiles } from './attachment-files.ts'

let dir: string
let store: Store
let files: AttachmentFiles
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'des-files-'))
  store = await SQLITE.open(path.join(dir, 'store.sqlite'), { clock: Date.now, random: systemRandom })
  files = await openAttachmentFiles({ folder: path.join(dir, 'attachments'), store })
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true, force: true })
})

const stored = (name: string) => readFile(path.join(dir, 'attachments', name.slice(0, 2), name))

test('a file arrives whole however it is cut, interrupted and started again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 5000 }),
      fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 7 }),
      async (bytes, sizes, lost) => {
        const name = sha256(bytes)
        for (let turn = 0; ; turn++) {
          const { received, complete } = await files.state(name)
          if (complete) break
          const chunk = bytes.subarray(received, received + (sizes[turn % sizes.length] ?? 1))
          // A lost answer: the same chunk is sent again and its place refused, with the place to go on.
          if (turn === lost) {
            await files.put(name, received, bytes.length, chunk)
            const again = await files.put(name, received, bytes.length, chunk)
            if (received > 0 && !again.ok) expect(again.problem).toMatchObject({ code: 'attachment.offset' })
          } else expect((await files.put(name, received, bytes.length, chunk)).ok).toBe(true)
        }
        expect(Buffer.from(bytes).equals(await stored(name))).toBe(true)
      },
    ),
    { numRuns: 25 },
  )
})

test('bytes that do not match the hash are discarded, and the right ones can still be sent', async () => {
  const name = sha256('cererea')
  const answer = await files.put(name, 0, 7, new TextEncoder().encode('altceva'))
  expect(answer).toMatchObject({ ok: false, problem: { code: 'attachment.hash-mismatch' } })
  expect(await files.state(name)).toEqual({ sha256: name, received: 0, complete: false })
  expect(await files.put(name, 0, 7, new TextEncoder().encode('cererea'))).toMatchObject({
    ok: true,
    value: { complete: true },
  })
})

test('refuses a chunk that does not fit, an empty chunk, and a gap', async () => {
  const name = sha256('abcdef')
  const bytes = (text: string) => new TextEncoder().encode(text)
  expect(await files.put(name, 0, 3, bytes('abcdef'))).toMatchObject({ problem: { code: 'input.invalid' } })
  expect(await files.put(name, 0, 6, bytes(''))).toMatchObject({ problem: { code: 'input.invalid' } })
  expect(await files.put(name, 3, 6, bytes('def'))).toMatchObject({
    problem: { code: 'attachment.offset', details: { expected: 0 } },
  })
})

test('two desks may send the same file at once', async () => {
  const bytes = systemRandom.bytes(50_000)
  const name = sha256(bytes)
  const answers = await Promise.all(Array.from({ length: 5 }, () => files.put(name, 0, bytes.length, bytes)))
  expect(answers.every((answer) => answer.ok && answer.value.complete)).toBe(true)
  expect(Buffer.from(bytes).equals(await stored(name))).toBe(true)
})

test('after a crash between the file and its row the next chunk finds the file', async () => {
  const bytes = new TextEncoder().encode('scanare')
  const name = sha256(bytes)
  await files.put(name, 0, bytes.length, bytes)
  await store.write(({ db }) => db.deleteFrom('attachment_file').where('sha256', '=', name).execute())
  expect(await files.put(name, 0, bytes.length, bytes)).toMatchObject({ ok: true, value: { complete: true } })
  // And when what lies there is not what it should be, it is not taken for it.
  await store.write(({ db }) => db.deleteFrom('attachment_file').where('sha256', '=', name).execute())
  await writeFile(path.join(dir, 'attachments', name.slice(0, 2), name), 'stricat')
  expect(await files.put(name, 0, bytes.length, bytes)).toMatchObject({
    ok: false,
    problem: { code: 'attachment.hash-mismatch' },
  })
  expect(await files.put(name, 0, bytes.length, bytes)).toMatchObject({ ok: true })
  expect(Buffer.from(bytes).equals(await stored(name))).toBe(true)
})
