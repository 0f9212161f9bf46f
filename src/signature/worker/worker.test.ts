import { describe, expect, it } from 'vitest'
import { signedForm } from '../testing/signed-form.ts'
import { createTestSigner } from '../testing/test-signer.ts'
import { validateBatch } from './batch.ts'
import { createValidator } from './validator.ts'
import { formDocument } from '../testing/form-document.ts'

const at = new Date('2026-11-23T10:00:00Z')
/** Threads that say they are ready and then misbehave. */
const thread = (onMessage: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ ready: true, problems: [] }); parentPort.on('message', () => { ${onMessage} })`)}`,
  )

describe('the validation thread', () => {
  it('answers as the library does, file after file', async () => {
    const validator = createValidator()
    const signed = await signedForm(await createTestSigner())
    const outcomes = await Promise.all([
      validator.validate({ bytes: signed, at }),
      validator.validate({ bytes: formDocument(), at }),
      validator.validate({ bytes: Buffer.from('nimic'), at }),
    ])
    expect(outcomes.map(({ report }) => report.verdict)).toEqual(['valid', 'no-signature', 'error'])
    await validator.close()
  })

  it('is ended when a file takes too long, and the next file is answered', async () => {
    const hanging = createValidator({ entry: thread('for (;;) {}'), milliseconds: 100 })
    const outcome = await hanging.validate({ bytes: formDocument(), at })
    expect(outcome).toMatchObject({
      ended: 'time',
      report: { verdict: 'indeterminate', checks: [{ code: 'limits-kept', details: { limit: 'milliseconds' } }] },
    })
    expect((await hanging.validate({ bytes: formDocument(), at })).ended).toBe('time')
    await hanging.close()
  })

  it('is ended when a file eats the memory', async () => {
    const greedy = createValidator({
      entry: thread('const all = []; for (;;) all.push({ a: [1, 2, 3, all.length] })'),
      milliseconds: 20_000,
      megabytes: 32,
    })
    expect((await greedy.validate({ bytes: formDocument(), at })).ended).toBe('memory')
    await greedy.close()
  }, 30_000)

  it('is started anew after a fault', async () => {
    const faulty = createValidator({ entry: thread('throw new Error("fault")') })
    expect((await faulty.validate({ bytes: formDocument(), at })).report.verdict).toBe('error')
    expect((await faulty.validate({ bytes: formDocument(), at })).ended).toBe('fault')
    await faulty.close()
  })
})

describe('a batch', () => {
  const file = (name: string, bytes: Uint8Array | undefined) => ({
    name,
    read: async () => (bytes ? Promise.resolve(bytes) : Promise.reject(new Error('gone'))),
  })

  it('reports its progress and continues after what cannot be read', async () => {
    const seen: string[] = []
    const results = await validateBatch([file('a', formDocument()), file('b', undefined), file('c', formDocument())], {
      at,
      onProgress: (done, total, { name }) => seen.push(`${name} ${String(done)}/${String(total)}`),
    })
    expect(seen).toEqual(['a 1/3', 'b 2/3', 'c 3/3'])
    expect(results.map(({ outcome }) => outcome?.report.verdict)).toEqual(['no-signature', undefined, 'no-signature'])
  })

  it('stops between files', async () => {
    const stop = new AbortController()
    const results = await validateBatch([file('a', formDocument()), file('b', formDocument())], {
      at,
      signal: stop.signal,
      onProgress: () => {
        stop.abort()
      },
    })
    expect(results.map(({ name }) => name)).toEqual(['a'])
  })
})
