/** The measured files with all of Stryker's mutants in them, each behind a switch. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const sources = (...patterns: string[]) =>
  asked(
    globSync(patterns)
      .filter((file) => !file.endsWith('.test.ts'))
      .sort(),
  )

/** The measured files by the name of their `*.mutants.ts`; the tests beside the code may kill the mutants. */
const all = {
  comparison: sources('src/signature/comparison/**/*.ts'),
  reader: sources('src/signature/pdf/**/*.ts', 'src/signature/discovery/*.ts'),
  cms: sources('src/signature/cms/*.ts', 'src/signature/x509/{algorithm,rsa-pkcs1,verify-signature}.ts'),
  'path-validation': sources(
    ...['path-validation', 'name-constraints', 'policy-graph'].map((name) => `src/signature/x509/${name}.ts`),
  ),
  'domain-request': sources('src/domain/request/**/*.ts'),
  'domain-rest': sources('src/domain/!(request)/**/*.ts', 'src/domain/*.ts'),
  request: sources('src/request/**/*.ts'),
  commands: sources('src/central/*/acts/*.ts', 'src/central/commands/*.ts'),
}
export type Group = keyof typeof all

/**
 * `npm run mutation -- domain-request` selects one group, `-- domain` both that begin with it; without a name all are
 * selected.
 */
const asksFor = (part: string, name: string) => name === part || name.startsWith(`${part}-`)
const chosen = process.argv.slice(2).filter((part) => Object.keys(all).some((name) => asksFor(part, name)))
export const groups = Object.fromEntries(
  Object.entries(all).filter(
    ([name, files]) => files.length > 0 && (chosen.length === 0 || chosen.some((part) => asksFor(part, name))),
  ),
) as Partial<Record<Group, readonly string[]>>

/** `MUTATE=form,graph` selects a few files; without it all are measured. */
function asked(files: readonly string[]): readonly string[] {
  const names = process.env['MUTATE']?.split(',')
  return names === undefined ? files : files.filter((file) => names.includes(file.replace(/^.*\/|\.ts$/g, '')))
}

/**
 * `MUTATION_SHARE=0.25` measures a fourth of the mutants, chosen by `MUTATION_SEED`: a digest of its place and of the
 * seed decides whether a mutant is in the sample, so that an edit elsewhere leaves the sample as it is.
 */
function isInSample({ fileName, mutatorName, replacement, location }: Mutant): boolean {
  const share = Number(process.env['MUTATION_SHARE'] ?? '1')
  const { line, column } = location.start
  const name = [process.env['MUTATION_SEED'] ?? '1', fileName, line, column, mutatorName, replacement].join('\0')
  return createHash('sha256').update(name).digest().readUInt32BE() < share * 2 ** 32
}

export interface Mutant {
  readonly id: string
  readonly fileName: string
  readonly mutatorName: string
  readonly replacement: string
  /** Counted from 0. */
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

interface Instrumenter {
  instrument(
    files: readonly { name: string; mutate: boolean; content: string }[],
    options: object,
  ): Promise<{ files: readonly { name: string; content: string }[]; mutants: readonly Mutant[] }>
}

/** All operators of Stryker, including texts and dictionary keys. */
export async function instrumented(
  root: string,
): Promise<{ code: ReadonlyMap<string, string>; mutants: readonly Mutant[] }> {
  // The instrumenter is a dependency of Stryker's core.
  const core = createRequire(createRequire(import.meta.url).resolve('@stryker-mutator/core/package.json'))
  const { Instrumenter } = (await import(pathToFileURL(core.resolve('@stryker-mutator/instrumenter')).href)) as {
    Instrumenter: new (logger: object) => Instrumenter
  }
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, isDebugEnabled: () => false }
  const files = Object.values(groups)
    .flat()
    .map((name) => ({ name, mutate: true, content: readFileSync(join(root, name), 'utf8') }))
  const made = await new Instrumenter(quiet).instrument(files, { plugins: null, excludedMutations: [], ignorers: [] })
  return {
    code: new Map(made.files.map(({ name, content }) => [join(root, name), countedOnce(content)])),
    mutants: made.mutants
      .map(({ id, fileName, mutatorName, replacement, location }) => ({
        id,
        fileName,
        mutatorName,
        replacement,
        location: { start: location.start },
      }))
      .filter(isInSample),
  }
}

/**
 * Which test reaches which mutant is recorded once, while no mutant is active. Recording it again for each mutant would
 * cost a third of the time. Every place that is passed counts as a step, with or without a mutant: a mutant may loop
 * in a place far from its own, and only the steps of all the code end that.
 */
function countedOnce(code: string): string {
  return code.replace(
    'function cover() {',
    `function cover() {
    ns.steps = (ns.steps || 0) + 1;
    if (ns.activeMutant !== undefined) {
      if (ns.steps > ns.stepLimit) throw new Error('too many steps');
      return;
    }`,
  )
}
