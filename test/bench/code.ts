/**
 * `npm run bench -- code`: measures the shape of the code, without the exceptions in the list of known places. Fails if
 * a bound is missed: lines over 120 columns under 0.5 %, at most 10 functions over 80 lines, ternaries nested at most
 * one deep.
 */
import { globSync, readFileSync } from 'node:fs'
import { lint } from '../support/lint/run-lint.ts'
import type { Figures } from './run.ts'

const BOUNDS = { wideLines: 0.005, longFunctions: 10, deepTernaries: 0 }

export function run(): Promise<Figures> {
  const lines = globSync('{src,electron,renderer,test}/**/*.{ts,tsx}').flatMap((file) =>
    readFileSync(file, 'utf8').trimEnd().split('\n'),
  )
  const wide = lines.filter((line) => line.length > 120).length
  const findings = lint('.', { DES_LINT_ALL: '1' }, ['-D', 'no-nested-ternary'])
  const count = (code: string) => findings.filter((finding) => finding.code === code).length
  const longFunctions = count('house(short-functions)')
  const deepTernaries = count('house(shallow-ternaries)')
  const missed =
    wide / lines.length >= BOUNDS.wideLines ||
    longFunctions > BOUNDS.longFunctions ||
    deepTernaries > BOUNDS.deepTernaries
  if (missed) process.exitCode = 1
  return Promise.resolve({
    lines: lines.length,
    'lines over 120 columns': `${wide} (${((100 * wide) / lines.length).toFixed(2)} %)`,
    'of these for other reasons than a text, a pattern or an address': count('house(short-lines)'),
    'functions over 80 lines of code (groups of tests apart)': longFunctions,
    'ternaries in a ternary': count('eslint(no-nested-ternary)'),
    'of these nested deeper than one': deepTernaries,
    'every bound of the house is kept': missed ? 'no' : 'yes',
  })
}
