/**
 * `npm run bench -- tamper [--corpus DIR] [--share N] [--per-file N] [--render N] [--seed N] [--kinds]`: every edit of
 * every object of every base of our own, honest acts alone and with one edit beside them, each claim left out in turn,
 * and edits of the files of a corpus. Prints what was green that should not be, with progress on the standard error.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runActs } from '../../src/signature/testing/tamper/act-runs.ts'
import { makeBases, type Base } from '../../src/signature/testing/tamper/bases.ts'
import { malformedBases } from '../../src/signature/testing/tamper/malformed.ts'
import { sample } from '../../src/signature/testing/tamper/random.ts'
import { open, outcomeOf, tampersOf, tampersOfBase, withTamper } from '../../src/signature/testing/tamper/tamper.ts'
import { createTally, type Tally } from '../../src/signature/testing/tamper/tally.ts'
import { createTestSigner } from '../../src/signature/testing/test-signer.ts'
import { checkIntegrity } from '../../src/signature/validation/integrity.ts'
import { createRenderings } from '../support/tamper-rendering.ts'
import { readManifest } from './corpus-pades.ts'
import type { Figures } from './run.ts'

export async function run(args: string[]): Promise<Figures> {
  const { values } = parseArgs({
    args,
    options: {
      corpus: { type: 'string' },
      files: { type: 'string', default: '50' },
      share: { type: 'string', default: '1' },
      'per-file': { type: 'string', default: '400' },
      seed: { type: 'string', default: '20261130' },
      render: { type: 'string', default: '200' },
      kinds: { type: 'boolean', default: false },
    },
  })
  const seed = Number(values.seed)
  const signer = await createTestSigner()
  const bases = await makeBases(signer)
  const own = tamperAll(bases, (count) => Math.ceil(count * Number(values.share)), seed, 'bases of our own')
  const malformed = await malformedBases(signer)
  const bent = tamperAll(malformed, (count) => Math.ceil(count * Number(values.share)), seed, 'malformed files')
  const rendered = await renderGreens(bases, Number(values.render), seed)
  const acts = await runActs(signer, Number(values.share), seed, progress)
  const corpus = values.corpus === undefined ? [] : corpusBases(values.corpus, Number(values.files))
  const foreign = tamperAll(corpus, () => Number(values['per-file']), seed, 'files of the corpus')
  for (const line of [...own.faults(), ...bent.faults(), ...rendered.faults, ...acts.faults, ...foreign.faults()])
    console.error(line)
  return {
    ...figures('bases of our own', bases.length, own),
    ...figures('files malformed when they were signed', malformed.length, bent),
    'green edits rendered by pdf.js, different from the signed page without a warning': `${String(rendered.count)}, ${String(rendered.faults.length)}`,
    ...acts.figures,
    ...(values.corpus === undefined
      ? { 'files of a corpus': 'not run: no corpus' }
      : figures('files of the corpus', corpus.length, foreign)),
    ...(values.kinds ? kinds(own, bent, foreign) : {}),
  }
}

function progress(done: number, of: number, what: string): void {
  process.stderr.write(`\r${what}: ${String(done)} of ${String(of)}${done === of ? '\n' : ''}`)
}

function tamperAll(bases: readonly Base[], share: (count: number) => number, seed: number, what: string): Tally {
  const tally = createTally()
  bases.forEach((base, index) => {
    const tampers = tampersOfBase(base)
    sample(tampers, share(tampers.length), seed + index).forEach((tamper, turn) => {
      tally.add(outcomeOf(base, tamper, turn % 3 === 0))
    })
    progress(index + 1, bases.length, what)
  })
  return tally
}

/** Edits that the table permits, rendered as a reader sees them: a page that looks different must give a warning. */
async function renderGreens(
  bases: readonly Base[],
  most: number,
  seed: number,
): Promise<{ readonly count: number; readonly faults: readonly string[] }> {
  const renderings = createRenderings()
  const permitted = bases.flatMap((base) =>
    tampersOf(open(base.file), base.level).flatMap((tamper) =>
      tamper.permitted === undefined ? [] : [{ base, tamper }],
    ),
  )
  const chosen = sample(permitted, most, seed)
  const faults: string[] = []
  let count = 0
  for (const [index, { base, tamper }] of chosen.entries()) {
    progress(index + 1, chosen.length, 'permitted edits rendered')
    const changed = withTamper(base, tamper)
    if (!checkIntegrity(changed).verdict.startsWith('valid')) continue
    count++
    const fault = await renderings.faultOf(base.file, changed)
    if (fault !== undefined)
      faults.push(`${base.name}, object ${String(tamper.object)}, ${tamper.key} ${tamper.edit}: ${fault}`)
  }
  return { count, faults }
}

function figures(what: string, files: number, tally: Tally): Figures {
  return {
    [`${what}: files, edits`]: `${String(files)}, ${String(tally.edits)}`,
    [`${what}: answers`]: [...tally.verdicts].map(([verdict, count]) => `${verdict} ${String(count)}`).join(', '),
    [`${what}: kinds of wrong answers`]: tally.faults().length,
  }
}

function kinds(...tallies: readonly Tally[]): Figures {
  return Object.fromEntries(
    tallies.flatMap((tally) =>
      [...tally.byKind].map(([kind, { edits, green }]) => [kind, `${String(edits)} edits, ${String(green)} green`]),
    ),
  )
}

/** Files that are green, can be opened and are small enough to be changed a few hundred times. */
function corpusBases(folder: string, most: number): Base[] {
  const dir = existsSync(join(folder, 'pades')) ? join(folder, 'pades') : folder
  if (!existsSync(join(dir, 'manifest.csv'))) return []
  const bases: Base[] = []
  for (const { file: name } of readManifest(dir)) {
    const file = readFileSync(join(dir, name))
    if (bases.length >= most || file.length > 300_000) continue
    const { verdict, signatures } = checkIntegrity(file)
    if (!verdict.startsWith('valid') || open(file).security !== undefined) continue
    const levels = signatures.flatMap(({ discovered }) => discovered.signature.certificationLevel ?? [])
    const [strictest] = levels.sort((a, b) => a - b)
    bases.push({ name, file, level: strictest })
  }
  return bases
}
