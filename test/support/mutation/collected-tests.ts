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

function declare(name: string, run: () => unknown): void {
  ;(shared[key] ??= []).push({ name: [...groupNames, name].join(' > '), run })
}

function group(name: string, body: () => void): void {
  groupNames.push(name)
  body()
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
export const describe = Object.assign(group, {
  each: each((name, run) => {
    group(name, () => void run())
  }),
})
