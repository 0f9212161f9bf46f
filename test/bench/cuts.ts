/**
 * `npm run bench -- cuts [FILES] [CUTS]`: makes FILES (20) complete files of every format and layout, takes each in
 * whole, and cuts each at CUTS (3) places. Fails when a complete file is refused, when a cut one is taken as a whole
 * one, or when a page that is offered of a cut file differs from the page of the complete one.
 */
import { seeded } from '../../src/demonstration/seeded.ts'
import { FORMATS } from '../support/files/files-to-cut.ts'
import { judgeCuts } from '../support/files/judge-cuts.ts'
import type { Figures } from './run.ts'

export async function run(args: string[]): Promise<Figures> {
  const [files, cuts] = [Number(args[0] ?? 20), Number(args[1] ?? 3)]
  const sum = { refusedWhole: 0, cuts: 0, takenAsWhole: 0, pagesOffered: 0, wrongPages: 0 }
  for (const [format, make] of Object.entries(FORMATS)) {
    const part = { offered: 0, wrong: 0 }
    for (let file = 0; file < files; file++) {
      const judged = await judgeCuts(make, seeded(`cuts/${format}/${String(file)}`), cuts)
      if (!judged.wholeTaken) sum.refusedWhole++
      sum.cuts += judged.cuts
      sum.takenAsWhole += judged.takenAsWhole.length
      sum.pagesOffered += judged.pagesOffered
      sum.wrongPages += judged.wrongPages.length
      part.offered += judged.pagesOffered
      part.wrong += judged.takenAsWhole.length + judged.wrongPages.length + (judged.wholeTaken ? 0 : 1)
      for (const wrong of [...judged.takenAsWhole, ...judged.wrongPages])
        console.error(`${format}, file ${String(file)}: ${wrong}`)
    }
    console.log(`${format.padEnd(44)} pages offered ${String(part.offered)}, wrong ${String(part.wrong)}`)
  }
  if (sum.refusedWhole + sum.takenAsWhole + sum.wrongPages > 0) process.exitCode = 1
  return {
    formats: Object.keys(FORMATS).length,
    'files of each': files,
    'complete files refused': sum.refusedWhole,
    cuts: sum.cuts,
    'taken as whole': sum.takenAsWhole,
    'whole pages offered': sum.pagesOffered,
    'offered pages that differ': sum.wrongPages,
  }
}
