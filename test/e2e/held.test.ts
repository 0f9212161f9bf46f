/** An act that the central store cannot apply: said to the clerk, resolved by the supervisor, both by keys alone. */
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { identityCardOf } from '../../src/demonstration/population/identity-card.ts'
import { localDay } from '../../src/domain/calendar/bucharest.ts'
import { breakInserts, mendInserts } from '../support/central/fault.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { fillRequest, openRequest, register, scanDocument, signIn } from '../support/e2e/clerk.ts'
import { handsOn, type Hands } from '../support/e2e/hands.ts'
import { openHouse, type House } from '../support/e2e/house.ts'
import { pictureOnFailure } from '../support/e2e/picture.ts'
import { findTarget, wordsOf, type Target } from '../support/e2e/target.ts'
import { openWorkstation, type Workstation } from '../support/e2e/workstation.ts'

let target: Target
let house: House
let counter: Workstation
let office: Workstation
let clerk: Hands
let supervisor: Hands
let number: string

const centralFolder = () => path.join(house.folder, 'central')

beforeAll(async () => {
  target = await findTarget(process.cwd())
  house = await openHouse()
  await house.addHolder(CAST.ana, 2)
  counter = await openWorkstation(house, target, 'ghiseu-1')
  office = await openWorkstation(house, target, 'birou-2')
  clerk = handsOn(counter.page)
  supervisor = handsOn(office.page)
  await signIn(clerk, 'ana.popa')
  await signIn(supervisor, 'elena.lupu')
  await scanDocument(clerk, identityCardOf(CAST.ana, localDay(Date.now())))
  await fillRequest(clerk, { kind: 'revert', person: CAST.ana, scan: [path.resolve('resources/demo/revenire-apetrei.jpg')] })
  number = await register(clerk, () => counter.page().locator('body').innerText())
})
afterAll(async () => {
  await counter?.close()
  await office?.close()
  await house?.close()
  console.log(`end-to-end, held acts: ran on ${wordsOf(target)}`)
})
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => {
    await pictureOnFailure(counter.page(), `${task.name}-counter`)
    await pictureOnFailure(office.page(), `${task.name}-office`)
  }),
)

async function noteThatIsHeld(text: string): Promise<void> {
  breakInserts(centralFolder(), 'note')
  await openRequest(clerk, number)
  await clerk.press('Alt+n')
  await clerk.type(text)
  await clerk.tabTo('Adaugă nota')
  await clerk.press('Enter')
  await clerk.see('Oprită la depozitul central: un șef serviciu decide')
}

describe('an act held at the central store', () => {
  it('is run again by a supervisor once the cause is mended, and everybody sees it done', async () => {
    await noteThatIsHeld('A adus certificatul de căsătorie.')
    expect(await findingsOf(counter.page(), 'request, held')).toEqual([])
    await supervisor.press('Alt+3')
    await supervisor.see('Oprite la depozitul central')
    await supervisor.see('A adus certificatul de căsătorie.')
    expect(await findingsOf(office.page(), 'held')).toEqual([])
    mendInserts(centralFolder(), 'note')
    await supervisor.tabTo('Rulează din nou')
    await supervisor.press('Enter')
    await supervisor.see('Nimic de decis')
    await clerk.seeNot('Oprită la depozitul central: un șef serviciu decide')
    await clerk.see('Notă adăugată')
  })

  it('is given back with a reason, which its author reads and decides on', async () => {
    await noteThatIsHeld('Notă despre altă persoană.')
    await supervisor.see('Notă despre altă persoană.')
    await supervisor.tabTo('Întoarce la autor')
    await supervisor.press('Enter')
    await supervisor.see('Întoarcerea actului la autor')
    await supervisor.type('Nu este despre această persoană.')
    await supervisor.press('Control+Enter')
    await supervisor.see('Nimic de decis')
    await clerk.press('Alt+3')
    await clerk.see(/nu a lăsat actul să treacă: Nu este despre această persoană\./)
    expect(await findingsOf(counter.page(), 'given back')).toEqual([])
    await clerk.tabTo('Renunță la act')
    await clerk.press('Enter')
    await clerk.see('Nimic de decis')
    mendInserts(centralFolder(), 'note')
  })

  it('complained of nothing', () => {
    expect([...counter.complaints, ...office.complaints]).toEqual([])
  })
})
