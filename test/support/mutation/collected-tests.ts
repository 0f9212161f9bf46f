/**
 * Stands in for `vitest` in the tests under a mutation run: collects them, so that they can be run again and again in
 * one process.
 */
export { expect } from 'vitest'

export interface CollectedTest {
  readonly name: string
  readonly run: () => unknown
}

const key = Symbol.for('collected tests')
const shared = globalThis as { [key]?: CollectedTest[] }
const groupNames: string[] = []

/** The tests that were declared since the last call. */
export function takeCollected(): CollectedTest[] {
  const tests = shared[key] ?? []
  shared[key] = []
  return tests
}

type Body = (...values: unknown[]) => unknown
type Hook = () => unknown

/** What is to be done around each test, by the group that says so; the outermost first. */
let around: { before: Hook[]; after: Hook[] }[] = [{ before: [], after: [] }]
/** A file has no end that could be seen here: its hooks go with the next one's collecting (`startFile`). */
export function startFile(): void {
  around = [{ before: [], after: [] }]
}
export const beforeEach = (hook: Hook): void => void around.at(-1)?.before.push(hook)
/** Once, before the first test of its group. */
export const beforeAll = (hook: Hook): void => {
  let made: Promise<unknown> | undefined
  beforeEach(() => (made ??= Promise.resolve(hook())))
}
/** The tests run again and again, so their group never ends before the process does. */
export const afterAll = (hook: Hook): void => void process.once('exit', () => void hook())
export const afterEach = (hook: Hook): void => void around.at(-1)?.after.unshift(hook)

function declare(name: string, body: () => unknown): void {
  const groups = [...around]
  const run = async () => {
    try {
      for (const { before } of groups) for (const hook of before) await hook()
      await body()
    } finally {
      for (const { after } of groups.toReversed()) for (const hook of after) await hook()
    }
  }
  ;(shared[key] ??= []).push({ name: [...groupNames, name].join(' > '), run })
}

function group(name: string, body: () => void): void {
  groupNames.push(name)
  around.push({ before: [], after: [] })
  body()
  around.pop()
  groupNames.pop()
}

const each =
  (declareOne: (name: string, run: () => unknown) => void) =>
  (cases: readonly unknown[]) =>
  (name: string, body: Body) => {
    cases.forEach((values, index) => {
      declareOne(`${name} [${String(index)}]`, () =>
        Array.isArray(values) ? body(...(values as unknown[])) : body(values),
      )
    })
  }

export const it = Object.assign(declare, { each: each(declare) })
export const test = Object.assign((name: string, body: () => unknown) => declare(name, body), { each: each(declare) })
export const describe = Object.assign(group, {
  skipIf: (absent: boolean) => (absent ? () => undefined : group),
  each: each((name, run) => {
    group(name, () => void run())
  }),
})
