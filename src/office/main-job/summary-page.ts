/** Renders the run as one self-contained HTML page. */
import type { SavedPaper } from './main-job-office.ts'
import type { Entry } from './transcript.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
const clock = (at: Date): string => at.toISOString().slice(11, 23)

export interface Summary {
  readonly entries: readonly Entry[]
  readonly papers: readonly SavedPaper[]
  readonly seconds: number
}

function row({ at, kind, text, passed, found }: Entry): string {
  if (kind === 'chapter') return `<tr class="chapter"><th colspan="3" scope="rowgroup">${escaped(text)}</th></tr>`
  const classes = `${kind}${passed === false ? ' failed' : ''}`
  const details = found === null ? '' : `<br><code>${escaped(found)}</code>`
  const cells = [clock(at), kind === 'act' ? '' : markOf(passed), `${escaped(text)}${details}`]
  return `<tr class="${classes}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

const markOf = (passed: boolean | null): string => (passed === true ? '✓' : '✗')

export function summaryPage({ entries, papers, seconds }: Summary): string {
  const checks = entries.filter(({ kind }) => kind === 'check')
  const failed = checks.filter(({ passed }) => passed === false).length
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ghișeu DES — the main job</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 "Source Sans 3", system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0 }
td:first-child { font-variant-numeric: tabular-nums; opacity: .7; white-space: nowrap }
.chapter th { padding-top: 1.2rem; font-size: 1.1em; border-bottom: 1px solid }
.failed td { font-weight: 700 }
</style>
<h1>The main job, end to end</h1>
<p>${String(checks.length - failed)} of ${String(checks.length)} checks passed; ${seconds.toFixed(1)} seconds.</p>
<h2>Papers</h2>
<ul>${papers.map(({ file, title }) => `<li><a href="${encodeURI(file)}">${escaped(title)}</a></li>`).join('')}</ul>
<h2>What happened</h2>
<table>${entries.map(row).join('\n')}</table>
`
}
