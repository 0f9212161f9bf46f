/**
 * Papers that belong to no request, by keyboard alone: the empty form, the filled-in form that comes back, the page of
 * the registry.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { identityCardOf } from '../../src/demonstration/population/identity-card.ts'
import { localDay } from '../../src/domain/calendar/bucharest.ts'
import { FORMS } from '../../src/paper/forms/index.ts'
import { fillForm } from '../../src/paper/forms/render-form.ts'
import { loadPaperFonts } from '../../src/paper/layout/fonts.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { newRequest, scanDocument, signIn } from '../support/e2e/clerk.ts'
import { journeysOf, PATIENCE } from '../support/e2e/journeys.ts'

const { desks, complaints } = journeysOf('papers', [[CAST.ana, 2]], { counter: { name: 'ghiseu-1', user: 'ana.popa' } })
const { hands, workstation } = desks.counter
const field = (id: string) => workstation().page().locator(`#field-${id}`)

/** A form filled in at home on a computer; its code contains the values as well. */
async function filledForm(): Promise<Uint8Array> {
  const form = FORMS.find(({ code, variant }) => code === 'ANON' && variant === 'standard')
  const filled =
    form &&
    (await fillForm(form, await loadPaperFonts(), {
      'titular.nume': CAST.ana.surname,
      'titular.prenume': CAST.ana.givenNames,
      'titular.cnp': CAST.ana.cnp,
      'titular.telefon': CAST.ana.phone,
      'solicitant.calitate': 'holder',
    }))
  if (!filled?.ok) throw new Error('the form cannot be filled')
  return filled.value.pdf
}

/** Puts a whole file into the watched folder at once, as a scanner does. */
function scanned(bytes: Uint8Array, name: string): void {
  const { scanFolder } = workstation()
  writeFileSync(path.join(scanFolder, '.coming'), bytes)
  renameSync(path.join(scanFolder, '.coming'), path.join(scanFolder, name))
}

/** Sets the draft aside: an empty page for the next person. */
async function setAside(): Promise<void> {
  await hands.tabTo('Pune deoparte, începe alta')
  await hands.press('Enter')
  await expect.poll(() => field('holder-surname').inputValue()).toBe('')
}

let form: Uint8Array
beforeAll(async () => {
  form = await filledForm()
})

describe('papers', () => {
  it('an empty form can be previewed, in large print too, and printed', async () => {
    await hands.press('F2')
    await hands.see('Încă nicio pagină')
    await hands.tabTo(/^Formular/)
    await hands.press('Enter')
    await hands.see('Formular de tipărit')
    await hands.see(/^Imprimanta: /)
    expect(await findingsOf(workstation().page(), 'empty form')).toEqual([])
    await hands.tabTo('Cu litere mari')
    await hands.press('Space')
    await workstation().page().locator('canvas[data-drawn]').first().waitFor()
    await hands.press('F8')
    await hands.see(/^Trimis la imprimanta/)
    await expect.poll(() => workstation().printed().length, PATIENCE).toBe(1)
    await hands.press('Escape')
    expect((await hands.focus()).name).toMatch(/^Formular/)
  })

  it('a form filled in from the screen leaves the declarations to the hand; printed twice by F8 and scanned, its code offers every value', async () => {
    const card = identityCardOf(CAST.ana, localDay(Date.now()))
    await scanDocument(hands, card)
    const onScreen = Promise.all(
      ['holder-surname', 'holder-givenNames', 'holder-cnp'].map((id) => field(id).inputValue()),
    )
    await hands.tabTo('Adresă')
    await hands.type(CAST.ana.address)
    await hands.press('F8')
    await hands.see('Completat cu datele de pe ecran')
    await hands.see('Persoana citește, bifează și semnează')
    await workstation().page().locator('canvas[data-drawn]').first().waitFor()
    expect(await findingsOf(workstation().page(), 'filled form')).toEqual([])
    await hands.press('F8')
    await hands.see(/^Trimis la imprimanta/)
    await expect.poll(() => workstation().printed().length, PATIENCE).toBe(2)
    await hands.press('Escape')
    await setAside()

    const printed = workstation().printed().at(-1) ?? ''
    scanned(readFileSync(printed), 'signed.pdf')
    await hands.see('signed.pdf')
    await hands.press('F4', 'Enter')
    await hands.see(`Preia ${CAST.ana.address}`)
    await hands.press('Alt+p')
    await expect
      .poll(() =>
        Promise.all(
          [
            'holder-surname',
            'holder-givenNames',
            'holder-cnp',
            'holder-address',
            'document-series',
            'document-number',
          ].map((id) => field(id).inputValue()),
        ),
      )
      .toEqual([...(await onScreen), CAST.ana.address, card.series, card.number])
    await setAside()
  })

  it('a filled-in form from the scanner folder offers each value beside its field, and fills in none unasked', async () => {
    scanned(form, 'scan0001.pdf')
    await hands.see('scan0001.pdf')
    // F4 moves to the scanner's file, Enter adds it.
    await hands.press('F4', 'Enter')
    await hands.see(/^1 · cerere/)
    await hands.see(`Preia ${CAST.ana.surname}`)
    expect(await findingsOf(workstation().page(), 'new request, read')).toEqual([])
    expect(
      await Promise.all(
        ['holder-surname', 'holder-givenNames', 'holder-cnp', 'holder-phone'].map((id) => field(id).inputValue()),
      ),
    ).toEqual(['', '', '', ''])

    await hands.tabTo(/^Nume$/)
    await hands.press('Alt+Enter')
    await expect.poll(() => field('holder-surname').inputValue()).toBe(CAST.ana.surname)
    await hands.see('din câmpul fișierului')
    await hands.tabTo(/^CNP$/)
    await hands.press('Alt+Enter')
    await hands.see('CNP corect')
    // A typed value is not overwritten by a reading.
    await hands.tabTo(/^Prenume$/, 'back')
    await hands.type('Ana')
    await hands.see(`Preia ${CAST.ana.givenNames}`)
    expect(await field('holder-givenNames').inputValue()).toBe('Ana')
    expect(await field('holder-phone').inputValue()).toBe('')
  })

  it('of the registry: a supervisor views the page of a day and prints it', async () => {
    await newRequest(hands, 'revert', CAST.ana)
    await hands.press('Control+Shift+L')
    await hands.tabTo('Intră altă persoană')
    await hands.press('Enter')
    await signIn(hands, 'elena.lupu')
    await hands.press('Alt+4')
    await hands.see('Fiecare număr al anului are o explicație.')
    await hands.tabTo('Pagina registrului')
    await hands.press('Enter')
    await hands.see(/sigilate de depozitul central/)
    await workstation().page().locator('canvas[data-drawn]').first().waitFor()
    expect(await findingsOf(workstation().page(), 'registry page')).toEqual([])
    // Two days in the wrong order are reported beside the field, and the page stays.
    await hands.tabTo('Până la')
    await hands.press('Control+a')
    await hands.type('01.01.2026')
    await hands.press('Enter')
    await hands.see('Ziua este înaintea primei.')
    const printed = workstation().printed().length
    await hands.press('F8')
    await hands.see(/^Trimis la imprimanta/)
    await expect.poll(() => workstation().printed().length, PATIENCE).toBe(printed + 1)
  })

  it('the pages reported no errors', () => {
    expect(complaints()).toEqual([])
  })
})
