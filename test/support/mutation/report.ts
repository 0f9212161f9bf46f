/** One line for each file and one for all: mutants killed of those run, and where the survivors are listed. */
import { type Result, score } from './run-mutants.ts'

export function printReport(name: string, results: readonly Result[]): void {
  const files = [...new Set(results.map(({ mutant }) => mutant.fileName))]
  const line = (title: string, of: readonly Result[]) => {
    const { killed, total, share } = score(of)
    const count = (outcome: Result['outcome']) => String(of.filter((result) => result.outcome === outcome).length)
    return `${title.padEnd(28)} ${String(killed).padStart(5)} of ${String(total).padStart(5)}  ${(100 * share).toFixed(1).padStart(5)} %  (without an end ${count('timeout')}, survived ${count('survived')}, reached by no test ${count('no-coverage')})`
  }
  const lines = files.map((file) =>
    line(
      `  ${file.slice(file.lastIndexOf('/') + 1)}`,
      results.filter(({ mutant }) => mutant.fileName === file),
    ),
  )
  process.stdout.write(`${[...lines, line(name, results)].join('\n')}\n`)
}
