/** Runs mutated inputs of one kind and collects failures with the seed and number that reproduce them. */
import { randomFrom, type Random } from './mutation.ts'

export interface FuzzTarget {
  readonly kind: string
  /**
   * Tests one mutated input. Returns undefined if the answer is right, or else what is wrong. Throws only if the
   * library crashes.
   */
  readonly once: (random: Random) => string | undefined
}

export interface FuzzResult {
  readonly kind: string
  readonly inputs: number
  readonly worstMilliseconds: number
  readonly crashes: readonly string[]
  readonly hangs: readonly string[]
  readonly falseGreens: readonly string[]
}

/** Milliseconds of the processor: an input that takes longer counts as hanging, whatever else the machine does. */
const slowest = 3000

export function fuzz({ kind, once }: FuzzTarget, count: number, seed: number): FuzzResult {
  const crashes: string[] = []
  const hangs: string[] = []
  const falseGreens: string[] = []
  let worstMilliseconds = 0
  for (let number = 0; number < count; number++) {
    const name = `${kind}, seed ${String(seed)}, number ${String(number)}`
    const started = process.cpuUsage()
    try {
      const wrong = once(randomFrom(seed + number * 7919))
      if (wrong !== undefined) falseGreens.push(`${name}: ${wrong}`)
    } catch (fault) {
      crashes.push(`${name}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`)
    }
    const { user, system } = process.cpuUsage(started)
    const took = (user + system) / 1000
    worstMilliseconds = Math.max(worstMilliseconds, took)
    if (took > slowest) hangs.push(`${name}: ${String(Math.round(took))} ms`)
  }
  return { kind, inputs: count, worstMilliseconds, crashes, hangs, falseGreens }
}

/** `FUZZ_COUNT` inputs of each kind starting at `FUZZ_SEED`; a failure names the seed and number that reproduce it. */
export function fuzzSettings(otherwise: number): { count: number; seed: number } {
  return { count: Number(process.env['FUZZ_COUNT'] ?? otherwise), seed: Number(process.env['FUZZ_SEED'] ?? '20261123') }
}
