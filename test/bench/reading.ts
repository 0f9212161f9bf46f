/**
 * `npm run bench -- reading [PAGES]`: reads forms and identity documents that are degraded in every way at once, over
 * the full range of each. Of PAGES (or DES_READING_PAGES; 300), three quarters are forms and one quarter documents.
 * DES_READING_SEED draws other pages; DES_READING_KEEP=DIR keeps what was misread. Fails if a bound is missed.
 *
 * Then it reads as many forms of which parts are missing (cut, folded, covered, in glare, inverted; a second argument
 * states another number). No value that is returned as certain may be wrong.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { isDay } from '../../src/domain/calendar/day.ts'
import { seeded } from '../../src/demonstration/seeded.ts'
import { readFileBytes } from '../../src/paper/reading/read-file.ts'
import { openTools } from '../../src/paper/reading/tools.ts'
import { type Degradation, degrade, drawDegradation } from '../support/pages/degrade.ts'
import { openDocumentPages } from '../support/pages/document-pages.ts'
import { CLEAN_PIXELS_PER_MM, openFormPages } from '../support/pages/form-pages.ts'
import { type Judged, judgeDocument, judgeForm, type Score } from '../support/pages/judge.ts'
import { readObstructed } from '../support/pages/read-obstructed.ts'
import type { Figures } from './run.ts'

const TODAY = '2026-11-23'
/** Required shares in percent. */
const BOUNDS: Readonly<Record<string, number>> = {
  'form recognised': 99,
  'tick boxes': 99,
  'signature presence': 99,
  'code values': 98,
  'zone lines': 95,
}

/** The part of its range into which each kind of degradation falls. */
const KINDS: Readonly<Record<string, (done: Degradation) => string>> = {
  resolution: ({ dpi }) => (dpi < 200 ? '150–200 dpi' : dpi < 250 ? '200–250 dpi' : '250–300 dpi'),
  rotation: ({ rotation }) => (Math.abs(rotation) < 5 ? '0–5°' : Math.abs(rotation) < 10 ? '5–10°' : '10–15°'),
  perspective: ({ perspective }) => (perspective < 0.03 ? '0–3 %' : '3–6 %'),
  blur: ({ blur }) => (blur < 0.08 ? '0–0.08 mm' : '0.08–0.16 mm'),
  noise: ({ noise }) => (noise < 8 ? 'σ 0–8' : 'σ 8–16'),
  compression: ({ jpeg }) => (jpeg === 40 ? 'JPEG 40' : 'JPEG 41–85'),
  coffee: ({ stains }) => (stains === 0 ? 'no cup' : `${String(stains)} cup${stains > 1 ? 's' : ''}`),
  shadow: ({ shadow }) => (shadow < 0.25 ? '0–25 %' : '25–50 %'),
  ground: ({ background }) => background,
  turned: ({ quarterTurns }) => `${String(quarterTurns * 90)}°`,
}

export async function run(args: string[]): Promise<Figures> {
  const count = Number(args[0] ?? process.env['DES_READING_PAGES'] ?? 300)
  const seed = process.env['DES_READING_SEED'] ?? 'reading'
  if (!isDay(TODAY)) throw new Error('not a day')
  const tools = await openTools()
  const [makeForm, makeDocument] = [await openFormPages(), openDocumentPages()]
  const totals = new Map<string, Score>()
  const byKind = new Map<string, Map<string, Score>>()
  const add = (to: Map<string, Score>, name: string, { right, of }: Score): void => {
    const before = to.get(name) ?? { right: 0, of: 0 }
    to.set(name, { right: before.right + right, of: before.of + of })
  }
  const [wall, processor]: [number[], number[]] = [[], []]
  for (let at = 0; at < count; at++) {
    const chance = seeded(`${seed}/${String(at)}`)
    const form = at % 4 !== 3 ? await makeForm(chance) : null
    const document = form === null ? makeDocument(chance) : null
    const raster = (form ?? document)?.raster
    if (raster === undefined) throw new Error('neither form nor document')
    const { bytes, done } = await degrade(tools.cv, raster, CLEAN_PIXELS_PER_MM, drawDegradation(chance), chance)
    const [started, before] = [performance.now(), process.cpuUsage()]
    const read = await readFileBytes(tools, { bytes, name: `page ${String(at)}`, page: 1, today: TODAY })
    const { user, system } = process.cpuUsage(before)
    if (form !== null) {
      wall.push(performance.now() - started)
      processor.push((user + system) / 1000)
    }
    if (!read.ok) throw new Error(read.problem.code)
    const { reading, image } = read.value
    const judged: Judged =
      form !== null
        ? judgeForm(reading, form.truth)
        : judgeDocument(reading, document?.truth ?? { format: 'TD1', kind: 'visa', zone: '', cnp: '' })
    for (const [name, score] of Object.entries(judged.scores)) {
      add(totals, name, score)
      for (const [kind, part] of Object.entries(KINDS)) {
        const key = `${kind} ${part(done)}`
        const table = byKind.get(key) ?? new Map<string, Score>()
        byKind.set(key, table)
        add(table, name, score)
      }
    }
    if (judged.wrong.length > 0) {
      console.error(
        `page ${String(at)}: ${judged.wrong.join(', ')}: ${JSON.stringify(done, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(2)) : value))}`,
      )
      const keep = process.env['DES_READING_KEEP']
      if (keep !== undefined) {
        writeFileSync(join(keep, `${String(at)}.jpg`), bytes)
        await sharp(image).toFile(join(keep, `${String(at)}-straight.jpg`))
      }
    }
  }
  printTable([...totals.keys()], byKind)
  const obstructed = await benchObstructed(tools, makeForm, Number(args[1] ?? count), seed)
  const missed = [...totals]
    .filter(([name, { right, of }]) => of > 0 && (100 * right) / of < (BOUNDS[name] ?? 0))
    .map(([name]) => name)
  if (missed.length > 0) {
    console.error(`missed: ${missed.join(', ')}`)
    process.exitCode = 1
  }
  const middle = (values: number[], share: number): number =>
    Math.round(values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0)
  return {
    pages: count,
    seed,
    ...obstructed,
    ...Object.fromEntries([...totals].map(([name, score]) => [name, shareOf(score)])),
    'form page, median ms': middle(wall, 0.5),
    'form page, 95th percentile ms': middle(wall, 0.95),
    'form page, median ms of processor': middle(processor, 0.5),
    'form page, 95th percentile ms of processor': middle(processor, 0.95),
  }
}

async function benchObstructed(
  tools: Awaited<ReturnType<typeof openTools>>,
  makeForm: Awaited<ReturnType<typeof openFormPages>>,
  count: number,
  seed: string,
): Promise<Figures> {
  if (!isDay(TODAY)) throw new Error('not a day')
  const all = { told: 0, wrong: 0, visible: 0, visibleRight: 0 }
  const kinds = new Map<string, typeof all>()
  for (let at = 0; at < count; at++) {
    const { obstruction, bytes, told, wrong, visible, visibleRight } = await readObstructed(tools, makeForm, {
      seed: `${seed}/obstructed`,
      at,
      today: TODAY,
    })
    const kind = kinds.get(obstruction) ?? { told: 0, wrong: 0, visible: 0, visibleRight: 0 }
    kinds.set(obstruction, kind)
    for (const sum of [all, kind]) {
      sum.told += told
      sum.wrong += wrong.length
      sum.visible += visible
      sum.visibleRight += visibleRight
    }
    if (wrong.length === 0) continue
    console.error(`obstructed page ${String(at)}, ${obstruction}: ${wrong.join('; ')}`)
    const keep = process.env['DES_READING_KEEP']
    if (keep !== undefined) writeFileSync(join(keep, `obstructed-${String(at)}.jpg`), bytes)
  }
  for (const [kind, { told, wrong, visible, visibleRight }] of kinds)
    console.log(
      `${kind.padEnd(24)} certain ${String(told)}, wrong ${String(wrong)}; visible boxes and signatures read ${String(visibleRight)} of ${String(visible)}`,
    )
  if (all.wrong > 0) process.exitCode = 1
  return {
    'pages with missing parts': count,
    'certain values on them': all.told,
    'certain and wrong': all.wrong,
    'visible boxes and signatures read': shareOf({ right: all.visibleRight, of: all.visible }),
  }
}

const shareOf = ({ right, of }: Score): string =>
  `${String(right)} of ${String(of)} = ${of === 0 ? '–' : ((100 * right) / of).toFixed(2)} %`

function printTable(names: readonly string[], byKind: ReadonlyMap<string, ReadonlyMap<string, Score>>): void {
  console.log(['kind of degradation'.padEnd(26), ...names.map((name) => name.padStart(20))].join(''))
  for (const [kind, scores] of [...byKind].sort(([a], [b]) => a.localeCompare(b, 'en')))
    console.log(
      [
        kind.padEnd(26),
        ...names.map((name) => {
          const { right, of } = scores.get(name) ?? { right: 0, of: 0 }
          return `${String(right)}/${String(of)}`.padStart(20)
        }),
      ].join(''),
    )
  console.log('')
}
