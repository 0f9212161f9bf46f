/** `npm run -s validate -- [--json] FILE…` */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkIntegrity } from './validation/integrity.ts'

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true })
for (const file of positionals) {
  const bytes = readFileSync(file)
  const started = performance.now()
  const report = checkIntegrity(bytes)
  const ms = Math.round((performance.now() - started) * 10) / 10
  console.log(values.json ? JSON.stringify({ file, verdict: report.verdict, ms, signatures: report.signatures.map(({ field, verdict, coverage, modifications }) => ({ field, integrity: verdict, coverage, modifications })) }) : `${report.verdict}\t${file}`)
}
