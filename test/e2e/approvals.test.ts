/**
 * Two complications between reading and deciding, by keyboard alone: data that arrived meanwhile, and opposite requests
 * whose order is not proved.
 */
import { describe, expect, it } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { formatDay, localDay } from '../../src/domain/calendar/bucharest.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { approve, newRequest, openRequest } from '../support/e2e/clerk.ts'
import { journeysOf, TIMEOUT } from '../support/e2e/journeys.ts'

const { house, desks, complaints } = journeysOf(
  'approvals',
  [
    [CAST.ana, 12],
    [CAST.toader, 4],
  ],
  { counter: { name: 'ghiseu-1', user: 'ana.popa' }, office: { name: 'birou-2', user: 'elena.lupu' } },
)
const { keyboard: clerk } = desks.counter
const { keyboard: supervisor, workstation: office } = desks.office

describe('an approval', () => {
  it('of a changed plan is refused, shows the new numbers beside the old, and deletes only what was read', async () => {
    const number = await newRequest(clerk, 'anonymise', CAST.ana)
    await openRequest(supervisor, number)
    await supervisor.see('12 documente medicale')
    // A doctor sends another document while the supervisor reads.
    await house().addDocument(CAST.ana)
    await approve(supervisor, 'anonymise', 'Ștefănescu')
    await supervisor.see(/^Nu s-a aprobat nimic\./)
    const dialog = office().page().getByRole('alertdialog')
    expect(await dialog.innerText()).toMatch(/13 documente medicale înainte 12[\s\S]*consultații\s+înainte 12\s*13/)
    expect(await house().dossierOf(CAST.ana)).toEqual({ state: 'active', generation: 1, documents: 13 })
    expect(await findingsOf(office().page(), 'approve, the plan changed')).toEqual([])
    // The name must be typed again, and Enter still does not trigger the deletion.
    expect(await supervisor.focus()).toMatchObject({ role: 'text', name: 'Scrieți numele de familie al titularului' })
    expect(await dialog.getByRole('textbox').inputValue()).toBe('')
    await supervisor.type('Ștefănescu')
    await supervisor.tabTo('Șterge definitiv dosarul')
    await supervisor.press('Enter')
    await expect
      .poll(() => house().dossierOf(CAST.ana), TIMEOUT)
      .toEqual({ state: 'anonymised', generation: 1, documents: 0 })
  })
})

describe('opposite requests', () => {
  it('without a proved order wait for a supervisor, and run in the decided order, not in the order of approval', async () => {
    // Two papers with the same day and no hour, both handed over a day later.
    const day = formatDay(localDay(Date.now() - 24 * 3_600_000))
    const anonymise = await newRequest(clerk, 'anonymise', CAST.toader, { day })
    const revert = await newRequest(clerk, 'revert', CAST.toader, { day })

    await openRequest(supervisor, revert)
    await supervisor.see('Nu se poate dovedi care a fost făcută prima.')
    expect(await findingsOf(office().page(), 'opposite requests')).toEqual([])
    await supervisor.tabTo('Decide ordinea')
    await supervisor.press('Enter')
    await supervisor.see('Care cerere a fost făcută prima?')
    await supervisor.see(`${day}, fără oră – ziua scrisă pe cerere`)
    // The choice has the focus: this request first, then the other.
    await supervisor.press('ArrowDown')
    expect((await supervisor.focus()).name).toBe(`${anonymise} · Anonimizare`)
    await supervisor.tabTo(/^De ce/)
    await supervisor.type('Cererea de revenire o pomenește pe cea dinainte.')
    expect(await findingsOf(office().page(), 'deciding the order')).toEqual([])
    await supervisor.press('Control+Enter')
    await supervisor.see(`Decis: ${anonymise} a fost făcută prima.`)
    await supervisor.see(/^Elena Lupu, .*: Cererea de revenire o pomenește/)

    // The revert was approved first but waits for the request that was made before it.
    await approve(supervisor, 'revert', 'Hârțescu')
    await supervisor.see('Aprobarea a fost trimisă și confirmată.')
    expect(await house().dossierOf(CAST.toader)).toEqual({ state: 'active', generation: 1, documents: 4 })
    await openRequest(supervisor, anonymise)
    await approve(supervisor, 'anonymise', 'Hârțescu')
    await expect
      .poll(() => house().dossierOf(CAST.toader), TIMEOUT)
      .toEqual({ state: 'active', generation: 2, documents: 0 })
    for (const number of [anonymise, revert]) {
      await openRequest(clerk, number)
      await clerk.see('Executată')
    }
  })

  it('the pages reported no errors', () => {
    expect(complaints()).toEqual([])
  })
})
