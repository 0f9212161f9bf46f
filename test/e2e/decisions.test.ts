/** From the counter to the supervisor and back: two workstations, one central store, keys alone. */
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { holderByCnp, latestDossier } from '../../src/central/store/dossiers.ts'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { identityCardOf } from '../../src/demonstration/population/identity-card.ts'
import type { Person } from '../../src/demonstration/population/people.ts'
import { localDay } from '../../src/domain/calendar/bucharest.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { approve, fillRequest, openRequest, register, scanDocument, signIn } from '../support/e2e/clerk.ts'
import { handsOn, type Hands } from '../support/e2e/hands.ts'
import { openHouse, type House } from '../support/e2e/house.ts'
import { layLine, type Line } from '../support/e2e/line.ts'
import { pictureOnFailure } from '../support/e2e/picture.ts'
import { findTarget, wordsOf, type Target } from '../support/e2e/target.ts'
import { openWorkstation, type Workstation } from '../support/e2e/workstation.ts'

const SCAN = [path.resolve('resources/demo/anonimizare-stefanescu.jpg')]

/** Machines that run the tests are slow and busy; a person would wait as well. */
const PATIENCE = { timeout: 30_000 }

let target: Target
let house: House
let line: Line
let counter: Workstation
let office: Workstation
let clerk: Hands
let supervisor: Hands

beforeAll(async () => {
  target = await findTarget(process.cwd())
  house = await openHouse()
  await house.addHolder(CAST.ana, 12)
  await house.addHolder(CAST.toader, 4)
  await house.addHolder(CAST.simona, 5)
  line = await layLine(house.url)
  counter = await openWorkstation(house, target, 'ghiseu-1')
  office = await openWorkstation(house, target, 'birou-2', line.url)
  clerk = handsOn(counter.page)
  supervisor = handsOn(office.page)
  await signIn(clerk, 'ana.popa')
  await signIn(supervisor, 'elena.lupu')
})
afterAll(async () => {
  await counter?.close()
  await office?.close()
  await line?.close()
  await house?.close()
  console.log(`end-to-end, decisions: ran on ${wordsOf(target)}`)
})
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => {
    await pictureOnFailure(counter.page(), `${task.name}-counter`)
    await pictureOnFailure(office.page(), `${task.name}-office`)
  }),
)

const newRequest = async (kind: 'anonymise' | 'revert', person: Person): Promise<string> => {
  await scanDocument(clerk, identityCardOf(person, localDay(Date.now())))
  await fillRequest(clerk, { kind, person, scan: SCAN })
  return register(clerk, () => counter.page().locator('body').innerText())
}
const withdrawAtCounter = async (number: string): Promise<void> => {
  await openRequest(clerk, number)
  await clerk.tabTo('Alte acțiuni')
  await clerk.chooseFromMenu('Retrage')
  await clerk.see('Retragerea cererii')
  await clerk.type('S-a răzgândit la ghișeu.')
  await clerk.press('Control+Enter')
  await clerk.see('Retrasă')
}
const dossierOf = (person: Person) =>
  house.central().store.read(async (db) => {
    const holder = await holderByCnp(db, person.cnp)
    const dossier = holder && (await latestDossier(db, holder.id))
    const documents = dossier ? await db.selectFrom('clinical_document').select((all) => all.fn.countAll<number>().as('count')).where('dossier_id', '=', dossier.id).executeTakeFirst() : undefined
    return { state: dossier?.state, generation: dossier?.generation, documents: Number(documents?.count ?? 0) }
  })

describe('from the counter to the supervisor', () => {
  it('anonymises once a supervisor has read the plan and typed the surname, and prints the receipt', async () => {
    const number = await newRequest('anonymise', CAST.ana)
    await openRequest(supervisor, number)
    await supervisor.see('Ce se șterge definitiv')
    await supervisor.see('12 documente medicale')
    await supervisor.see('consultații')
    expect(await findingsOf(office.page(), 'review')).toEqual([])
    await approve(supervisor, 'anonymise', 'stefanescu')
    await expect.poll(() => dossierOf(CAST.ana), { timeout: 20_000 }).toEqual({ state: 'anonymised', generation: 1, documents: 0 })

    await openRequest(clerk, number)
    await clerk.see('Executată')
    expect(await findingsOf(counter.page(), 'request')).toEqual([])
    const before = counter.printed().length
    await clerk.press('Control+Enter')
    await clerk.see('Arată că operațiunea s-a încheiat')
    expect(await findingsOf(counter.page(), 'receipt')).toEqual([])
    await clerk.press('F8')
    await clerk.see(/Trimis la imprimanta/)
    await expect.poll(() => counter.printed().length, PATIENCE).toBe(before + 1)
    await clerk.press('Escape')
  })

  it('reverts: a new, empty dossier', async () => {
    const number = await newRequest('revert', CAST.ana)
    await openRequest(supervisor, number)
    await supervisor.see('Ce se întâmplă la revenire')
    await approve(supervisor, 'revert', 'Ștefănescu')
    await expect.poll(() => dossierOf(CAST.ana), { timeout: 20_000 }).toEqual({ state: 'active', generation: 2, documents: 0 })
  })

  it('rejects with the letter seen before it goes', async () => {
    const number = await newRequest('anonymise', CAST.toader)
    await openRequest(supervisor, number)
    await supervisor.tabTo('Respinge')
    await supervisor.press('Enter')
    await supervisor.see('Respingerea cererii')
    await supervisor.press('Space')
    await supervisor.tabTo(/^Explicație pentru solicitant/)
    await supervisor.type('Fotografia nu corespunde.')
    await supervisor.seeNot('Scrisoarea trebuie văzută înainte de a pleca.')
    expect(await findingsOf(office.page(), 'reject')).toEqual([])
    await supervisor.tabTo('Respinge și trimite răspunsul')
    await supervisor.press('Control+Enter')
    await supervisor.see('Cererea a fost respinsă.')
    await openRequest(clerk, number)
    await clerk.see('Respinsă')
    await clerk.press('Control+Enter')
    await clerk.see('Răspunsul la cerere, cu motivul')
    await clerk.press('F8')
    await clerk.see(/Trimis la imprimanta/)
    await clerk.press('Escape')
    expect(await dossierOf(CAST.toader)).toEqual({ state: 'active', generation: 1, documents: 4 })
  })

  it('says in the open dialog that somebody has decided meanwhile, and keeps what was typed', async () => {
    const number = await newRequest('anonymise', CAST.toader)
    await openRequest(supervisor, number)
    await supervisor.tabTo('Aprobă ștergerea definitivă')
    await supervisor.press('Enter')
    await supervisor.see('Scrieți numele de familie al titularului')
    await supervisor.type('Hârțescu')
    await withdrawAtCounter(number)
    await supervisor.see('Cererea nu mai este de aprobat.')
    expect(await office.page().getByRole('alertdialog').getByRole('textbox').inputValue()).toBe('Hârțescu')
    await supervisor.tabTo('Șterge definitiv dosarul')
    await supervisor.press('Enter')
    await supervisor.see(/Cererea s-a schimbat de când|nu este posibilă în starea de acum/)
    expect(await findingsOf(office.page(), 'refused at once')).toEqual([])
    await supervisor.press('Escape')
    expect(await dossierOf(CAST.toader)).toEqual({ state: 'active', generation: 1, documents: 4 })
  })

  it('brings a stale approval back to its author, and destroys nothing', async () => {
    const number = await newRequest('anonymise', CAST.simona)
    await openRequest(supervisor, number)
    await supervisor.tabTo('Aprobă ștergerea definitivă')
    await supervisor.press('Enter')
    await supervisor.see('Scrieți numele de familie al titularului')
    await supervisor.type('Airinei')
    // The citizen changes her mind at the counter while the news is still on its way to the office.
    line.hold()
    await withdrawAtCounter(number)
    await expect.poll(() => house.central().store.read((db) => db.selectFrom('request').select('state').where('holder_cnp', '=', CAST.simona.cnp).executeTakeFirst()), { timeout: 20_000 }).toEqual({ state: 'withdrawn' })
    await supervisor.tabTo('Șterge definitiv dosarul')
    await supervisor.press('Enter')
    // No answer comes: it is shown as waiting, never as done.
    await supervisor.see('Aprobarea așteaptă confirmarea depozitului central.', 60_000)
    line.release()
    await supervisor.press('F9')
    await supervisor.press('Alt+3')
    await supervisor.see('Actul dumneavoastră', 60_000)
    expect(await findingsOf(office.page(), 'to decide')).toEqual([])
    await supervisor.tabTo('Renunță la act')
    await supervisor.press('Enter')
    await supervisor.see('Nimic de decis')
    expect(await dossierOf(CAST.simona)).toEqual({ state: 'active', generation: 1, documents: 5 })
  })

  it('complained of nothing', () => {
    expect([...counter.complaints, ...office.complaints]).toEqual([])
  })
})
