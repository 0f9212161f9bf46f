/** Journeys of the counter in a real browser, by keyboard alone, against a real central store and a real workstation process. */
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { identityCardOf } from '../../src/demonstration/population/identity-card.ts'
import { localDay } from '../../src/domain/calendar/bucharest.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { fillRequest, register, scanDocument } from '../support/e2e/clerk.ts'
import { handsOn, type Hands } from '../support/e2e/hands.ts'
import { pictureOnFailure } from '../support/e2e/picture.ts'
import { openHouse, type House } from '../support/e2e/house.ts'
import { findTarget, wordsOf, type Target } from '../support/e2e/target.ts'
import { openWorkstation, type Workstation } from '../support/e2e/workstation.ts'

const demo = (name: string) => path.resolve('resources/demo', name)

let target: Target
let house: House
let clerk: Workstation
let hands: Hands
const textOf = (workstation: Workstation) => () => workstation.page().locator('body').innerText()
const today = () => localDay(Date.now())

beforeAll(async () => {
  target = await findTarget(process.cwd())
  house = await openHouse()
  await house.addHolder(CAST.ana, 12)
  await house.addHolder(CAST.mihai, 3)
  clerk = await openWorkstation(house, target, 'ghiseu-1')
  hands = handsOn(clerk.page)
})
afterAll(async () => {
  await clerk?.close()
  await house?.close()
  console.log(`end-to-end, counter: ran on ${wordsOf(target)}`)
})

beforeEach(({ onTestFailed, task }) => onTestFailed(() => pictureOnFailure(clerk.page(), task.name)))

describe('the counter', () => {
  it('lets a clerk in, and tells a wrong password in words', async () => {
    await hands.see('Autentificare')
    expect(await findingsOf(clerk.page(), 'sign in')).toEqual([])
    await hands.tabTo('Utilizator')
    await hands.type('ana.popa')
    await hands.press('Tab')
    await hands.type('nu este parola')
    await hands.press('Enter')
    await hands.see('Utilizatorul sau parola nu se potrivesc.')
    expect((await hands.focus()).id).toBe('sign-in-password')
    await hands.type('ghiseu-ana-demo')
    await hands.press('Enter')
    await hands.see(/Cerere nouă/)
  })

  it('registers a handwritten request and prints its proof', async () => {
    await scanDocument(hands, identityCardOf(CAST.ana, today()))
    expect(await findingsOf(clerk.page(), 'new request')).toEqual([])
    await fillRequest(hands, { kind: 'anonymise', person: CAST.ana, scan: [demo('anonimizare-stefanescu.jpg')] })
    expect(await findingsOf(clerk.page(), 'new request, filled in')).toEqual([])
    await hands.see('Nimic nu lipsește')
    const number = await register(hands, textOf(clerk))
    expect(number).toMatch(/^\d+\/\d{2}\.\d{2}\.\d{4}$/)
    await hands.see('A mers la aprobare.')
    expect(await findingsOf(clerk.page(), 'registered')).toEqual([])
    await expect.poll(() => clerk.printed().length).toBe(1)
  })

  it('shows DUPLICAT before a reprint', async () => {
    await hands.press('F8')
    await hands.see('Va fi marcat DUPLICAT')
    expect(await findingsOf(clerk.page(), 'paper')).toEqual([])
    await hands.press('F8')
    await hands.see(/Duplicatul a fost trimis la imprimanta/)
    await expect.poll(() => clerk.printed().length).toBe(2)
    await hands.press('Escape')
    await hands.press('Control+Enter')
    await hands.see('Încă nicio pagină')
  })

  it('complained of nothing', () => {
    expect(clerk.complaints).toEqual([])
  })
})
