/**
 * The central store confirms exactly what a desk predicts of its acts, down to every fact of the history. Random acts
 * of every kind, by several persons at two desks: valid and invalid, on stale and current revisions, offline, twice, in
 * every state. FC_SEED and FC_RUNS set the seed and the number of sequences.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { createDossier, insertHolders } from '../../src/central/dossiers/dossiers.ts'
import { COMMAND_KINDS } from '../../src/request/acts.ts'
import { cnpOfSequence, steps } from '../support/acts/random-acts.ts'
import { openDesks, play, type Tally } from '../support/acts/two-desks.ts'
import { lease, type Office, openOffice } from '../support/central/office.ts'
import type { Workstation } from '../support/central/workstation.ts'

const RUNS = Number(process.env['FC_RUNS'] ?? 40)
const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31)

let office: Office
let desks: Awaited<ReturnType<typeof openDesks>>
beforeAll(async () => {
  // Without a seal: sealing a letter increases the version at an unpredictable moment.
  office = await openOffice({}, { sealed: false })
  desks = await openDesks(office)
})
afterAll(() => office.close())

const blocks = new Map<Workstation, { next: number; left: number }>()
async function number(desk: Workstation): Promise<number> {
  let block = blocks.get(desk)
  if (block === undefined || block.left === 0) {
    block = { next: await lease(desk), left: 100 }
    blocks.set(desk, block)
  }
  block.left -= 1
  return block.next++
}

/** Adds a person with an open, empty dossier. */
async function addHolder(cnp: string): Promise<void> {
  const { store, keys, random } = office.central
  const holderId = v7()
  await store.write(async (writing) => {
    const name = { surname: 'Popescu', given_names: 'Ana Maria' }
    const born = { birth_day: `19${cnp.slice(1, 3)}-${cnp.slice(3, 5)}-${cnp.slice(5, 7)}`, deceased_day: null }
    await insertHolders(writing, [{ id: holderId, cnp, ...name, ...born, sex: 'female', county: 'IS' }])
    await createDossier(writing, { keys, random }, { dossierId: v7(), holderId })
  })
}

test(
  `what is predicted is what is confirmed (FC_SEED=${String(SEED)} FC_RUNS=${String(RUNS)})`,
  async () => {
    const files: { sha256: string; bytes: number }[] = []
    for (const text of ['cererea', 'procura', 'altceva']) {
      const bytes = new TextEncoder().encode(`%PDF-1.7 ${text}`)
      files.push({ sha256: (await desks[0]?.station.upload(bytes)) ?? '', bytes: bytes.length })
    }
    const tally: Tally = new Map()
    let n = 0
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const cnp = cnpOfSequence(n++)
        await addHolder(cnp)
        await play(office, desks, sequence, { cnp, number, files }, tally)
      }),
      { numRuns: RUNS, seed: SEED },
    )
    console.log(
      [...tally]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([what, times]) => `${what} ${String(times)}`)
        .join('\n'),
    )
    // A run that never reaches some act proves nothing about it.
    if (RUNS >= 400)
      for (const kind of COMMAND_KINDS) expect(tally.get(`${kind} applied`) ?? 0, kind).toBeGreaterThan(0)
  },
  Math.max(120_000, RUNS * 1_000),
)
