import { afterEach, describe, expect, it } from 'vitest'
import { openThread, type Thread, type ThreadOptions } from './thread.ts'

const answerCalls = new URL('./answer-calls.ts', import.meta.url).href
const module = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`)
/** A thread that does what its call names, and answers the call doubled otherwise. */
const obedient = module(`
  import { answerCalls } from ${JSON.stringify(answerCalls)}
  const all = []
  answerCalls(async (call, note) => {
    if (call === 'loop') for (;;) {}
    if (call === 'heap') for (;;) all.push({ a: [1, 2, 3, all.length] })
    if (call === 'outside') for (;;) { all.push(new Uint8Array(8e6).fill(1)); await new Promise(setImmediate) }
    if (call === 'throw') throw new Error('fault')
    if (call === 'throw-later') setTimeout(() => { throw new Error('fault') }, 10)
    if (call === 'exit') process.exit(0)
    if (call === 'nonsense') return { value: 'nonsense' }
    if (call === 'note') note('half done')
    if (call === 'nothing' || call === 'throw-later') await new Promise(() => setInterval(() => undefined, 1000))
    return call instanceof Uint8Array ? { value: call, transfer: [call.buffer] } : { value: { doubled: [call, call] } }
  })
`)

const opened: Thread<unknown, unknown, string>[] = []
function open(options: Partial<ThreadOptions<unknown, string>> = {}): Thread<unknown, unknown, string> {
  const thread = openThread<unknown, unknown, string>({
    entry: obedient,
    milliseconds: 30_000,
    megabytes: 256,
    readAnswer: (answer) => (typeof answer === 'object' ? answer : null),
    readNote: (note) => (typeof note === 'string' ? note : null),
    ...options,
  })
  opened.push(thread)
  return thread
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thread) => thread.close()))
})
const ended = (why: string) => ({ ok: false, problem: { code: 'thread.ended', details: { why } } })
const doubled = (call: unknown) => ({ ok: true, value: { doubled: [call, call] } })

describe('a thread', { timeout: 60_000 }, () => {
  it('answers calls in their order, with notes on the way', async () => {
    const thread = open()
    thread.warm()
    const notes: string[] = []
    const answers = await Promise.all([1, 'note', 3].map((call) => thread.call(call, { onNote: (n) => notes.push(n) })))
    expect(answers).toEqual([doubled(1), doubled('note'), doubled(3)])
    expect(notes).toEqual(['half done'])
  })
  it('takes memory and hands it back without a copy', async () => {
    const bytes = new Uint8Array(1000).fill(7)
    const answer = await open().call(bytes, { transfer: [bytes.buffer] })
    expect(bytes.byteLength).toBe(0)
    expect(answer).toEqual({ ok: true, value: new Uint8Array(1000).fill(7) })
  })

  it.each([
    ['loops for ever', 'loop', 'time', { milliseconds: 200 }],
    ['never answers', 'nothing', 'time', { milliseconds: 200 }],
    ['fills its heap', 'heap', 'memory', { megabytes: 48 }],
    ['fills memory outside of its heap', 'outside', 'memory', { megabytes: 128 }],
    ['throws', 'throw', 'fault', {}],
    ['throws outside of the call', 'throw-later', 'fault', {}],
    ['exits', 'exit', 'fault', {}],
    ['answers what is no answer', 'nonsense', 'fault', {}],
  ] as const)('that %s is ended, and the calls behind run on a new one', async (_, call, why, limits) => {
    const thread = open(limits)
    const answers = await Promise.all([thread.call('first'), thread.call(call), thread.call('last')])
    expect(answers).toEqual([doubled('first'), ended(why), doubled('last')])
  })
  it('reports a call that cannot be sent, and goes on', async () => {
    const thread = open()
    const answers = await Promise.all([thread.call(() => undefined), thread.call('last')])
    expect(answers).toEqual([ended('fault'), doubled('last')])
  })

  it.each([
    ['throws as it is loaded', "throw new Error('fault')", 'fault'],
    ['does not exist', "import 'file:///nowhere/to/be/found.mjs'", 'fault'],
    ['is never ready', 'setInterval(() => undefined, 1000)', 'time'],
    ['loops as it is loaded', 'for (;;) {}', 'time'],
    [
      'speaks another language',
      "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ hello: 1 })",
      'fault',
    ],
  ])('that %s refuses every call', async (_, code, why) => {
    const thread = open({ entry: module(code), startMilliseconds: 1500 })
    expect(await Promise.all([thread.call(1), thread.call(2)])).toEqual([ended(why), ended(why)])
  })

  it('is ended with the call that is aborted; a call that waits is only taken out', async () => {
    const thread = open()
    await thread.call('warm')
    const [running, waits] = [new AbortController(), new AbortController()]
    const calls = [
      thread.call('loop', { signal: running.signal }),
      thread.call('waits', { signal: waits.signal }),
      thread.call('last'),
    ]
    waits.abort()
    expect(await calls[1]).toEqual(ended('aborted'))
    setTimeout(() => running.abort(), 100)
    expect(await Promise.all(calls)).toEqual([ended('aborted'), ended('aborted'), doubled('last')])
    expect(await thread.call('late', { signal: AbortSignal.abort() })).toEqual(ended('aborted'))
    // A signal that fires after the answer concerns nobody.
    running.abort()
    expect(await thread.call('after')).toEqual(doubled('after'))
  })
  it('that is closed refuses what runs, what waits and what comes', async () => {
    const thread = open()
    await thread.call('warm')
    const calls = [thread.call('loop'), thread.call('waits')]
    await thread.close()
    expect(await Promise.all(calls)).toEqual([ended('closed'), ended('closed')])
    expect(await thread.call('late')).toEqual(ended('closed'))
    await thread.close()
  })
})
