/**
 * `npm run bench -- fuzz [--count N] [--seed N]`: N mutated inputs of each kind that the signature library reads
 * (17,000 by default, 102,000 in all; or FUZZ_COUNT and FUZZ_SEED). Prints each failure with the seed and number that
 * reproduce it.
 */
import { parseArgs } from 'node:util'
import { evidenceTargets, listTarget } from '../support/fuzz/evidence.ts'
import { fuzz, fuzzSettings } from '../support/fuzz/run.ts'
import { cmsTarget, pdfTarget } from '../support/fuzz/signed-files.ts'
import type { Figures } from './run.ts'

export async function run(args: string[]): Promise<Figures> {
  const settings = fuzzSettings(17_000)
  const { values } = parseArgs({ args, options: { count: { type: 'string' }, seed: { type: 'string' } } })
  const count = Number(values.count ?? settings.count)
  const seed = Number(values.seed ?? settings.seed)
  const started = performance.now()
  const results = [await pdfTarget(), await cmsTarget(), ...evidenceTargets(), listTarget()].map((target) =>
    fuzz(target, count, seed),
  )
  for (const line of results.flatMap(({ crashes, hangs, falseGreens }) => [...crashes, ...hangs, ...falseGreens]))
    console.error(line)
  const total = (of: (result: (typeof results)[number]) => number) =>
    results.reduce((sum, result) => sum + of(result), 0)
  return {
    seed,
    ...Object.fromEntries(
      results.map(({ kind, inputs, worstMilliseconds }) => [
        `${kind}: inputs, worst ms of the processor`,
        `${String(inputs)}, ${String(Math.round(worstMilliseconds))}`,
      ]),
    ),
    'inputs in all': total(({ inputs }) => inputs),
    crashes: total(({ crashes }) => crashes.length),
    'hangs over 3 s of the processor': total(({ hangs }) => hangs.length),
    'false greens': total(({ falseGreens }) => falseGreens.length),
    seconds: Math.round((performance.now() - started) / 1000),
  }
}
