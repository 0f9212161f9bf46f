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
import { journeysOf, TIMEOUT } from '../support/e2e/journeys.ts'

const { desks, complaints } = journeysOf('papers', [[CAST.ana, 2]], { counter: { name: 'ghiseu-1', user: 'ana.popa' } })
const { keyboard, workstation } = desks.counter
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
  await keyboard.tabTo(/^Pune deoparte, începe alta/)
  await keyboard.press('Enter')
  await expect.poll(() => field('holder-surname').inputValue()).toBe('')
}

let form: Uint8Array
beforeAll(async () => {
  form = await filledForm()
})

describe('papers', () => {
  it('an empty form can be previewed, in large print too, and printed', async () => {
    await keyboard.press('F2')
    await keyboard.see('Încă nicio pagină')
    await keyboard.tabTo(/^Formular/)
    await keyboard.press('Enter')
    await keyboard.see('Formular de tipărit')
    await keyboard.see(/^Imprimanta: /)
    expect(await findingsOf(workstation().page(), 'empty form')).toEqual([])
    await keyboard.tabTo('Cu litere mari')
    await keyboard.press('Space')
    await workstation().page().locator('canvas[data-drawn]').first().waitFor()
    await keyboard.press('F8')
    await keyboard.see(/^Trimis la imprimanta/)
    await expect.poll(() => workstation().printed().length, TIMEOUT).toBe(1)
    await keyboard.press('Escape')
    expect((await keyboard.focus()).name).toMatch(/^Formular/)
  })

  it('a form filled in from the screen leaves the declarations to the hand; printed twice by F8 and scanned, its code offers every value', async () => {
    const card = identityCardOf(CAST.ana, localDay(Date.now()))
    await scanDocument(keyboard, card)
    const onScreen = Promise.all(
      ['holder-surname', 'holder-givenNames', 'holder-cnp'].map((id) => field(id).inputValue()),
    )
    await keyboard.tabTo('Adresă')
    await keyboard.type(CAST.ana.address)
    await keyboard.press('F8')
    await keyboard.see('Completat cu datele de pe ecran')
    await keyboard.see('Persoana citește, bifează și semnează')
    await workstation().page().locator('canvas[data-drawn]').first().waitFor()
    expect(await findingsOf(workstation().page(), 'filled form')).toEqual([])
    await keyboard.press('F8')
    await keyboard.see(/^Trimis la imprimanta/)
    await expect.poll(() => workstation().printed().length, TIMEOUT).toBe(2)
    await keyboard.press('Escape')
    await setAside()

    const printed = workstation().printed().at(-1) ?? ''
    scanned(readFileSync(printed), 'signed.pdf')
    await keyboard.see('signed.pdf')
    await keyboard.press('F4', 'Enter')
    await keyboard.see(`Preia ${CAST.ana.address}`)
    await keyboard.press('Alt+p')
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
    await keyboard.see('scan0001.pdf')
    // F4 moves to the scanner's file, Enter adds it.
    await keyboard.press('F4', 'Enter')
    await keyboard.see(/^1 · cerere/)
    await keyboard.see(`Preia ${CAST.ana.surname}`)
    expect(await findingsOf(workstation().page(), 'new request, read')).toEqual([])
    expect(
      await Promise.all(
        ['holder-surname', 'holder-givenNames', 'holder-cnp', 'holder-phone'].map((id) => field(id).inputValue()),
      ),
    ).toEqual(['', '', '', ''])

    await keyboard.tabTo(/^Nume$/)
    await keyboard.press('Alt+Enter')
    await expect.poll(() => field('holder-surname').inputValue()).toBe(CAST.ana.surname)
    await keyboard.see('din câmpul fișierului')
    await keyboard.tabTo(/^CNP$/)
    await keyboard.press('Alt+Enter')
    await keyboard.see('CNP corect')
    // A typed value is not overwritten by a reading.
    await keyboard.tabTo(/^Prenume$/, 'back')
    await keyboard.type('Ana')
    await keyboard.see(`Preia ${CAST.ana.givenNames}`)
    expect(await field('holder-givenNames').inputValue()).toBe('Ana')
    expect(await field('holder-phone').inputValue()).toBe('')
  })

  it('of the registry: a supervisor views the page of a day and prints it', async () => {
    // The draft still has the form for an anonymisation, which a revert would have to be compared with.
    await setAside()
    await newRequest(keyboard, 'revert', CAST.ana)
    await keyboard.press('Control+Shift+L')
    await keyboard.tabTo('Intră altă persoană')
    await keyboard.press('Enter')
    await signIn(keyboard, 'elena.lupu')
    await keyboard.press('Alt+4')
    await keyboard.see('Fiecare număr al anului are o explicație.')
    await keyboard.tabTo('Pagina registrului')
    await keyboard.press('Enter')
    await keyboard.see(/sigilate de sistemul central/)
    await workstation().page().locator('canvas[data-drawn]').first().waitFor()
    expect(await findingsOf(workstation().page(), 'registry page')).toEqual([])
    // Two days in the wrong order are reported beside the field, and the page stays.
    await keyboard.tabTo('Până la')
    await keyboard.press('Control+a')
    await keyboard.type('01.01.2026')
    await keyboard.press('Enter')
    await keyboard.see('Ziua este înaintea primei.')
    const printed = workstation().printed().length
    await keyboard.press('F8')
    await keyboard.see(/^Trimis la imprimanta/)
    await expect.poll(() => workstation().printed().length, TIMEOUT).toBe(printed + 1)
  })

  it('the pages reported no errors', () => {
    expect(complaints()).toEqual([])
  })
})
