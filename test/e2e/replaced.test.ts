/**
 * A workstation was revoked while it had work: it is enrolled again, and a clerk takes over what it could not send; all
 * by keyboard alone.
 */
import { describe, expect, it } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { newRequest, openRequest, signIn } from '../support/e2e/clerk.ts'
import { journeysOf } from '../support/e2e/journeys.ts'

const { house, desks, complaints } = journeysOf(
  'a workstation enrolled again',
  [
    [CAST.ana, 2],
    [CAST.mihai, 1],
  ],
  {
    counter: { name: 'ghiseu-1', user: 'ana.popa' },
    office: { name: 'birou-2', user: 'elena.lupu' },
  },
)
const { keyboard: clerk, workstation: counter } = desks.counter
const { keyboard: supervisor } = desks.office
const revokeCounter = () =>
  house()
    .central()
    .store.write(({ db }) =>
      db.updateTable('device').set({ state: 'revoked' }).where('name', '=', 'ghiseu-1').execute(),
    )
const enrolAgain = async () => {
  const { code } = await house().central().issueEnrolmentCode()
  await clerk.press('Alt+6')
  await clerk.see('Înrolarea din nou a stației')
  expect(await findingsOf(counter().page(), 'workstation admitted no more')).toEqual([])
  await clerk.tabTo('Cod de înrolare')
  await clerk.type(code)
  await clerk.press('Enter')
}

describe('a workstation that was revoked while it had work', () => {
  it('is enrolled again, and its clerk takes over what it could not send', async () => {
    await revokeCounter()
    const number = await newRequest(clerk, 'anonymise', CAST.ana)
    await clerk.see(/Sistemul central nu cunoaște această stație/)
    await enrolAgain()
    await signIn(clerk, 'ana.popa')
    await clerk.press('Alt+3')
    await clerk.see('Operațiuni rămase de la stația veche')
    await clerk.see(`Cerere netrimisă: ${number}`)
    expect(await findingsOf(counter().page(), 'acts to take over')).toEqual([])
    await clerk.tabTo(/^Preia cele \d+ operațiuni/)
    await clerk.press('Enter')
    await clerk.see('Nimic de decis')
    await openRequest(supervisor, number)
    await supervisor.see(/preluat; făcut prima dată de Ana Popa/)
  })

  it('and a supervisor sets aside what nobody needs any more', async () => {
    await revokeCounter()
    const number = await newRequest(clerk, 'anonymise', CAST.mihai)
    await clerk.see(/Sistemul central nu cunoaște această stație/)
    await enrolAgain()
    await signIn(clerk, 'elena.lupu')
    await clerk.press('Alt+3')
    await clerk.see(`Cerere netrimisă: ${number}`)
    await clerk.tabTo('Lasă deoparte: Înregistrată')
    await clerk.press('Enter')
    await clerk.see('Lăsarea deoparte a unei operațiuni')
    await clerk.type('Persoana a depus cererea la alt ghișeu.')
    await clerk.press('Control+Enter')
    await clerk.see('Nimic de decis')
  })

  it('the pages reported no errors', () => {
    expect(complaints()).toEqual([])
  })
})
