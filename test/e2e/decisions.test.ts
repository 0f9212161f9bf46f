/** From the counter to the supervisor and back: two workstations, one central store, keyboard only. */
import { describe, expect, it } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import type { Person } from '../../src/demonstration/population/people.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { approve, newRequest, openRequest } from '../support/e2e/clerk.ts'
import { journeysOf, TIMEOUT } from '../support/e2e/journeys.ts'

const { house, desks, complaints } = journeysOf(
  'decisions',
  [
    [CAST.ana, 12],
    [CAST.toader, 4],
    [CAST.simona, 5],
  ],
  {
    counter: { name: 'ghiseu-1', user: 'ana.popa' },
    office: { name: 'birou-2', user: 'elena.lupu', ownLine: true },
  },
)
const { keyboard: clerk, workstation: counter } = desks.counter
const { keyboard: supervisor, workstation: office, line } = desks.office
const dossierOf = (person: Person) => house().dossierOf(person)

const withdrawAtCounter = async (number: string): Promise<void> => {
  await openRequest(clerk, number)
  await clerk.tabTo('Alte acțiuni')
  await clerk.chooseFromMenu('Retrage')
  await clerk.see('Retragerea cererii')
  await clerk.press('Space')
  await clerk.tabTo('Când și ce a spus')
  await clerk.type('S-a răzgândit la ghișeu.')
  await clerk.press('Control+Enter')
  await clerk.see('la ghișeu, cu actul de identitate')
}

describe('from the counter to the supervisor', () => {
  it('anonymises once a supervisor has read the plan and typed the surname, and prints the receipt', async () => {
    const number = await newRequest(clerk, 'anonymise', CAST.ana)
    await openRequest(supervisor, number)
    await supervisor.see('Ce se șterge definitiv')
    await supervisor.see('12 documente medicale')
    await supervisor.see('consultații')
    expect(await findingsOf(office().page(), 'review')).toEqual([])
    await approve(supervisor, 'anonymise', 'stefanescu')
    await expect
      .poll(() => dossierOf(CAST.ana), { timeout: 20_000 })
      .toEqual({ state: 'anonymised', generation: 1, documents: 0 })

    await openRequest(clerk, number)
    await clerk.see('Executată')
    expect(await findingsOf(counter().page(), 'request')).toEqual([])
    const before = counter().printed().length
    await clerk.press('Control+Enter')
    await clerk.see('Arată că operațiunea s-a încheiat')
    expect(await findingsOf(counter().page(), 'receipt')).toEqual([])
    await clerk.press('F8')
    await clerk.see(/Trimis la imprimanta/)
    await expect.poll(() => counter().printed().length, TIMEOUT).toBe(before + 1)
    await clerk.press('Escape')
  })

  it('reverts, which opens a new, empty dossier', async () => {
    const number = await newRequest(clerk, 'revert', CAST.ana)
    await openRequest(supervisor, number)
    await supervisor.see('Ce se întâmplă la revenire')
    await approve(supervisor, 'revert', 'Ștefănescu')
    await expect
      .poll(() => dossierOf(CAST.ana), { timeout: 20_000 })
      .toEqual({ state: 'active', generation: 2, documents: 0 })
  })

  it('rejects with a letter that was viewed before it is sent', async () => {
    const number = await newRequest(clerk, 'anonymise', CAST.toader)
    await openRequest(supervisor, number)
    await supervisor.tabTo('Respinge')
    await supervisor.press('Enter')
    await supervisor.see('Respingerea cererii')
    await supervisor.press('Space')
    await supervisor.tabTo(/^Explicație pentru solicitant/)
    await supervisor.type('Fotografia nu corespunde.')
    await supervisor.seeNot('Scrisoarea trebuie văzută înainte de a pleca.')
    expect(await findingsOf(office().page(), 'reject')).toEqual([])
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

  it('shows in the open dialog that somebody has decided meanwhile, and keeps what was typed', async () => {
    const number = await newRequest(clerk, 'anonymise', CAST.toader)
    await openRequest(supervisor, number)
    await supervisor.tabTo('Aprobă ștergerea definitivă')
    await supervisor.press('Enter')
    await supervisor.see('Scrieți numele de familie al titularului')
    await supervisor.type('Hârțescu')
    await withdrawAtCounter(number)
    await supervisor.see('Cererea nu mai este de aprobat.')
    expect(await office().page().getByRole('alertdialog').getByRole('textbox').inputValue()).toBe('Hârțescu')
    await supervisor.tabTo('Șterge definitiv dosarul')
    await supervisor.press('Enter')
    await supervisor.see(/Cererea s-a schimbat de când|nu este posibilă în starea de acum/)
    expect(await findingsOf(office().page(), 'refused at once')).toEqual([])
    await supervisor.press('Escape')
    expect(await dossierOf(CAST.toader)).toEqual({ state: 'active', generation: 1, documents: 4 })
  })

  it('returns a stale approval to its author, and deletes nothing', async () => {
    const number = await newRequest(clerk, 'anonymise', CAST.simona)
    await openRequest(supervisor, number)
    await supervisor.tabTo('Aprobă ștergerea definitivă')
    await supervisor.press('Enter')
    await supervisor.see('Scrieți numele de familie al titularului')
    await supervisor.type('Airinei')
    // The applicant withdraws at the counter while that change has not reached the office yet.
    line().hold()
    await withdrawAtCounter(number)
    await expect
      .poll(
        () =>
          house()
            .central()
            .store.read((db) =>
              db.selectFrom('request').select('state').where('holder_cnp', '=', CAST.simona.cnp).executeTakeFirst(),
            ),
        { timeout: 20_000 },
      )
      .toEqual({ state: 'withdrawn' })
    await supervisor.tabTo('Șterge definitiv dosarul')
    await supervisor.press('Enter')
    // Without an answer the approval is shown as waiting, never as done.
    await supervisor.see('Aprobarea așteaptă confirmarea sistemului central.', 60_000)
    line().release()
    await supervisor.press('F9')
    await supervisor.press('Alt+3')
    await supervisor.see('Operațiunea dumneavoastră', 60_000)
    expect(await findingsOf(office().page(), 'to decide')).toEqual([])
    await supervisor.tabTo('Renunță la operațiune')
    await supervisor.press('Enter')
    await supervisor.see('Nimic de decis')
    expect(await dossierOf(CAST.simona)).toEqual({ state: 'active', generation: 1, documents: 5 })
  })

  it('the pages reported no errors', () => {
    expect(complaints()).toEqual([])
  })
})
