/** The files that are measured, with all of Stryker's mutants in them, each waiting behind a switch. */
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

/** What is measured, by the name of its `*.mutants.ts`; the tests beside the code may kill its mutants. */
const all = {
  comparison: sources('src/signature/comparison/**/*.ts'),
  'path-validation': sources(
    ...['path-validation', 'name-constraints', 'policy-graph'].map((name) => `src/signature/x509/${name}.ts`),
  ),
  'domain-request': sources('src/domain/request/**/*.ts'),
  'domain-rest': sources('src/domain/!(request)/**/*.ts', 'src/domain/*.ts'),
  request: sources('src/request/**/*.ts'),
  commands: sources('src/central/*/acts/*.ts', 'src/central/commands/index.ts'),
}
export type Group = keyof typeof all

/** `npm run mutation -- domain-request` takes one, `-- domain` both that begin so; without a name all are taken. */
const asksFor = (part: string, name: string) => name === part || name.startsWith(`${part}-`)
const chosen = process.argv.slice(2).filter((part) => Object.keys(all).some((name) => asksFor(part, name)))
export const groups = Object.fromEntries(
  Object.entries(all).filter(
    ([name, files]) => files.length > 0 && (chosen.length === 0 || chosen.some((part) => asksFor(part, name))),
  ),
) as Partial<Record<Group, readonly string[]>>

/** `MUTATE=form,graph` names a few files; all of them otherwise. */
function asked(files: readonly string[]): readonly string[] {
  const names = process.env['MUTATE']?.split(',')
  return names === undefined ? files : files.filter((file) => names.includes(file.replace(/^.*\/|\.ts$/g, '')))
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

/** Every operator that Stryker has, texts and dictionary keys included. */
export async function instrumented(
  root: string,
): Promise<{ code: ReadonlyMap<string, string>; mutants: readonly Mutant[] }> {
  // Stryker's core brings the instrumenter as a dependency of its own.
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
    mutants: made.mutants.map(({ id, fileName, mutatorName, replacement, location }) => ({
      id,
      fileName,
      mutatorName,
      replacement,
      location: { start: location.start },
    })),
  }
}

/**
 * Which test comes by which mutant is counted while none is active: counting again with each of them costs a third of
 * the time.
 */
function countedOnce(code: string): string {
  return code.replace('function cover() {', 'function cover() {\n    if (ns.activeMutant !== undefined) return;')
}
