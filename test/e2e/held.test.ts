/**
 * An act that the central store cannot apply is shown to the clerk and resolved by the supervisor, both by keyboard
 * alone.
 */
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { breakInserts, mendInserts } from '../support/central/fault.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { newRequest, openRequest } from '../support/e2e/clerk.ts'
import { journeysOf } from '../support/e2e/journeys.ts'

const { house, desks, complaints } = journeysOf('held acts', [[CAST.ana, 2]], {
  counter: { name: 'ghiseu-1', user: 'ana.popa' },
  office: { name: 'birou-2', user: 'elena.lupu' },
})
const { keyboard: clerk, workstation: counter } = desks.counter
const { keyboard: supervisor, workstation: office } = desks.office
const centralFolder = () => path.join(house().folder, 'central')
let number: string

beforeAll(async () => {
  number = await newRequest(clerk, 'revert', CAST.ana, { scan: [path.resolve('resources/demo/revenire-apetrei.jpg')] })
})

async function noteThatIsHeld(text: string): Promise<void> {
  breakInserts(centralFolder(), 'note')
  await openRequest(clerk, number)
  await clerk.press('Alt+n')
  await clerk.type(text)
  await clerk.tabTo('Adaugă nota')
  await clerk.press('Enter')
  await clerk.see('Oprită la sistemul central: un șef serviciu decide')
}

describe('an act held at the central store', () => {
  it('is run again by a supervisor once the cause is fixed, and everybody sees the result', async () => {
    await noteThatIsHeld('A adus certificatul de căsătorie.')
    expect(await findingsOf(counter().page(), 'request, held')).toEqual([])
    await supervisor.press('Alt+3')
    await supervisor.see('Oprite la sistemul central')
    await supervisor.see('A adus certificatul de căsătorie.')
    expect(await findingsOf(office().page(), 'held')).toEqual([])
    mendInserts(centralFolder(), 'note')
    await supervisor.tabTo('Rulează din nou')
    await supervisor.press('Enter')
    await supervisor.see('Nimic de decis')
    await clerk.seeNot('Oprită la sistemul central: un șef serviciu decide')
    await clerk.see('Notă adăugată')
  })

  it('is returned with a reason, which its author reads and decides on', async () => {
    await noteThatIsHeld('Notă despre altă persoană.')
    await supervisor.see('Notă despre altă persoană.')
    await supervisor.tabTo('Întoarce la autor')
    await supervisor.press('Enter')
    await supervisor.see('Întoarcerea operațiunii la autor')
    await supervisor.type('Nu este despre această persoană.')
    await supervisor.press('Control+Enter')
    await supervisor.see('Nimic de decis')
    await clerk.press('Alt+3')
    await clerk.see(/nu a lăsat operațiunea să treacă: Nu este despre această persoană\./)
    expect(await findingsOf(counter().page(), 'given back')).toEqual([])
    await clerk.tabTo('Renunță la operațiune')
    await clerk.press('Enter')
    await clerk.see('Nimic de decis')
    mendInserts(centralFolder(), 'note')
  })

  it('the pages reported no errors', () => {
    expect(complaints()).toEqual([])
  })
})
