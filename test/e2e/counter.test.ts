/**
 * Journeys at the counter in a real browser, by keyboard alone, against a real central store and a real workstation
 * process.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { identityCardOf } from '../../src/demonstration/population/identity-card.ts'
import { localDay } from '../../src/domain/calendar/bucharest.ts'
import { DRAFT_TEXTS } from '../../src/protocol/desk/draft-texts.ts'
import { validatePdf } from '../../src/signature/index.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { attest, chooseKind, fillRequest, openRequest, register, scanDocument, signIn } from '../support/e2e/clerk.ts'
import { journeysOf, TIMEOUT } from '../support/e2e/journeys.ts'

const demo = (name: string) => path.resolve('resources/demo', name)

const { house, desks, complaints } = journeysOf(
  'counter',
  [
    [CAST.ana, 12],
    [CAST.mihai, 3],
    [CAST.aurelia, 7],
  ],
  { counter: { name: 'ghiseu-1' } },
)
const { keyboard, workstation: clerk } = desks.counter
const today = () => localDay(Date.now())
/** Holds the first call to this address until it is released. Releasing waits until the call has been answered. */
async function holdFirst(page: Page, address: string): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  await page.route(
    address,
    async (route) => {
      await gate.promise
      await route.continue()
      answered.resolve()
    },
    { times: 1 },
  )
  return async () => {
    gate.resolve()
    await answered.promise
  }
}
/** The file names of the draft's pages, in the order stored at the desk. */
const order = () =>
  clerk()
    .page()
    .evaluate(async () => {
      const answer = (await (
        await fetch('/desk/draft.current', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })
      ).json()) as { value: { pages: { name: string }[] } }
      return answer.value.pages.map(({ name }) => name)
    })
const stateOf = (cnp: string) =>
  house()
    .central()
    .store.read(
      async (db) =>
        (await db.selectFrom('request').select('state').where('holder_cnp', '=', cnp).executeTakeFirst())?.state,
    )

describe('the counter', () => {
  it('signs a clerk in, and explains a wrong password in words', async () => {
    await keyboard.see('Autentificare')
    expect(await findingsOf(clerk().page(), 'sign in')).toEqual([])
    await keyboard.tabTo('Utilizator')
    await keyboard.type('ana.popa')
    await keyboard.press('Tab')
    await keyboard.type('nu este parola')
    await keyboard.press('Enter')
    await keyboard.see('Utilizatorul sau parola nu se potrivesc.')
    expect((await keyboard.focus()).id).toBe('sign-in-password')
    await keyboard.type('ghiseu-ana-demo')
    await keyboard.press('Enter')
    await keyboard.see(/Cerere nouă/)
  })

  it('registers a handwritten request and prints its proof', async () => {
    await scanDocument(keyboard, identityCardOf(CAST.ana, today()))
    expect(await findingsOf(clerk().page(), 'new request')).toEqual([])
    await fillRequest(keyboard, { kind: 'anonymise', person: CAST.ana, scan: [demo('anonimizare-stefanescu.jpg')] })
    expect(await findingsOf(clerk().page(), 'new request, filled in')).toEqual([])
    await keyboard.see('Nimic nu lipsește')
    const number = await register(keyboard)
    expect(number).toMatch(/^\d+\/\d{2}\.\d{2}\.\d{4}$/)
    await keyboard.see('Trimisă spre aprobare.')
    expect(await findingsOf(clerk().page(), 'registered')).toEqual([])
    await expect.poll(() => clerk().printed().length, TIMEOUT).toBe(1)
  })

  it('shows DUPLICAT before a reprint', async () => {
    await keyboard.press('F8')
    await keyboard.see('Va fi marcat DUPLICAT')
    expect(await findingsOf(clerk().page(), 'paper')).toEqual([])
    // F8 has just printed the proof; the same key does not print a duplicate, only the button does.
    await keyboard.press('F8')
    expect((await keyboard.focus()).name).toMatch(/uplicat/)
    await keyboard.press('Enter')
    await keyboard.see(/Duplicatul a fost trimis la imprimanta/)
    await expect.poll(() => clerk().printed().length, TIMEOUT).toBe(2)
  })

  it('saves the sealed file of a paper on request; its seal is valid, and the export is on the record', async () => {
    await keyboard.see('Poartă sigiliul electronic al casei')
    const coming = clerk().page().waitForEvent('download')
    await keyboard.tabTo('Salvează fișierul sigilat')
    await keyboard.press('Enter')
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/^dovada-inregistrarii-[0-9.-]+-duplicat\.pdf$/)
    expect(validatePdf(readFileSync(await download.path()), { at: new Date() })).toMatchObject({
      verdict: 'valid',
      signatures: [{ integrity: { coverage: 'whole-file', modifications: [] } }],
    })
    await keyboard.see(/^Fișierul dovada-inregistrarii/)
    expect(await findingsOf(clerk().page(), 'paper, given as a file')).toEqual([])
    await keyboard.press('Escape')
    await keyboard.press('Control+Enter')
    await keyboard.see('Încă nicio pagină')
  })

  it('moves a scanner’s burst out of any field of the form that received it', async () => {
    const page = clerk().page()
    await keyboard.press('F2')
    // Shows every part of the form: the representative, and the witnesses of a person who cannot sign.
    await page.locator('#field-capacity').focus()
    await keyboard.choose('mandatar')
    await page.locator('#field-unableToSign').focus()
    await keyboard.press('Space')
    await page.locator('#field-witnesses-second').waitFor()
    const fields = await page
      .locator('form input[id^="field-"]:not([type="checkbox"]):not([type="radio"]), form textarea')
      .evaluateAll((found) => found.map(({ id }) => id))
    expect(fields.toSorted()).toEqual(
      [...DRAFT_TEXTS.keys()].map((text) => `field-${text.replace('.', '-')}`).toSorted(),
    )
    const mrz = page.locator('#field-document-mrz')
    const { mrz: zone } = identityCardOf(CAST.ana, today())
    for (const id of fields) {
      const field = page.locator(`[id="${id}"]`)
      const before = id.endsWith('mrz') ? '' : 'x1'
      await mrz.fill('')
      await field.fill(before)
      await field.focus()
      await keyboard.wedge(zone)
      await expect.poll(() => mrz.inputValue(), TIMEOUT).toBe(zone)
      if (id !== 'field-document-mrz') expect(await field.inputValue(), id).toBe(before)
    }
    // A select list jumps to the typed letters.
    const type = page.locator('#field-document-type')
    const chosen = await type.textContent()
    await mrz.fill('')
    await type.focus()
    await keyboard.wedge(zone)
    await expect.poll(() => mrz.inputValue(), TIMEOUT).toBe(zone)
    expect(await type.textContent()).toBe(chosen)
    for (let n = 0; n < 2; n++) {
      await keyboard.tabTo(/^Renunță la ciornă/, n === 0 ? 'back' : 'on')
      await keyboard.press('Enter')
    }
    await keyboard.see('Încă nicio pagină')
    await expect.poll(() => mrz.inputValue(), TIMEOUT).toBe('')
  })

  it('explains what is wrong with each bad file, and keeps the draft', async () => {
    const bad = (name: string, bytes: Buffer) => {
      const file = path.join(house().folder, name)
      writeFileSync(file, bytes)
      return file
    }
    await keyboard.chooseFiles('F4', [
      bad('gol.pdf', Buffer.alloc(0)),
      bad('scrisoare.docx', Buffer.from('PK not an image')),
      bad('rupt.pdf', Buffer.from('%PDF-1.7 and nothing more')),
    ])
    await keyboard.see('Fișierul „gol.pdf” este gol.')
    await keyboard.see('Fișierul „scrisoare.docx” nu este o imagine sau un PDF.')
    await keyboard.see('Fișierul „rupt.pdf” nu poate fi citit.')
    expect(await findingsOf(clerk().page(), 'bad files')).toEqual([])
    for (let n = 0; n < 3; n++) {
      await keyboard.tabTo('Am înțeles')
      await keyboard.press('Enter')
    }
    await keyboard.seeNot('Am înțeles')
  })

  it('takes what the paper proposes for a choice by its key, and chooses nothing where nothing is proposed', async () => {
    const page = clerk().page()
    const chosen = () => page.locator('#field-kind input:checked').evaluateAll((found) => found.map((each) => each.id))
    await keyboard.press('F2')
    await keyboard.see('Încă nicio pagină')
    await keyboard.tabTo(/Anonimizare: șterge/)
    await keyboard.press('Alt+Enter')
    expect(await chosen()).toEqual([])
    await keyboard.chooseFiles('F4', [demo('revenire-apetrei.jpg'), demo('revenire-apetrei-2.jpg')])
    await page.locator('[data-proposals-of="kind"] button').waitFor()
    await keyboard.tabTo(/Anonimizare: șterge/)
    await keyboard.press('Alt+Enter')
    await expect.poll(() => page.locator('#field-kind input[value="revert"]').isChecked(), TIMEOUT).toBe(true)
    // Enter stops at a list, and goes on from it.
    await page.locator('#field-holder-email').focus()
    await keyboard.press('Enter')
    expect((await keyboard.focus()).name).toMatch(/Calitatea celui care se prezintă/)
    await keyboard.press('Enter')
    expect((await keyboard.focus()).role).toBe('radio')
    // The typing scanner is received outside the form too.
    await page.locator('#add-file').focus()
    const { mrz: zone } = identityCardOf(CAST.ana, today())
    await keyboard.wedge(zone)
    await expect.poll(() => page.inputValue('#field-document-mrz'), TIMEOUT).toBe(zone)
    await keyboard.press('Alt+r')
    await keyboard.see('Renunțați la această ciornă?')
    await keyboard.tabTo(/^Renunță la ciornă/)
    await keyboard.press('Enter')
    await keyboard.see('Încă nicio pagină')
  })

  it('rotates, moves and removes pages by keyboard', async () => {
    await keyboard.press('F2')
    await keyboard.see('Încă nicio pagină')
    await keyboard.chooseFiles('F4', [demo('rotita-rosca.jpg'), demo('fotografiata-hartescu.jpg')])
    await keyboard.see(/^2 · cerere/)
    // The page that was just added is selected.
    await keyboard.tabTo(/^2 · cerere/)
    await keyboard.press('ArrowLeft')
    // The keys are faster than the desk: the first save reaches it only after the page was moved.
    const release = await holdFirst(clerk().page(), '**/desk/draft.savePages')
    await keyboard.press('r', 'r', 'r')
    await keyboard.press('Alt+ArrowRight')
    await release()
    await expect.poll(() => order(), TIMEOUT).toEqual(['fotografiata-hartescu.jpg', 'rotita-rosca.jpg'])
    await keyboard.press('Delete')
    await keyboard.see(/Ștergeți pagina 2\?/)
    await keyboard.press('Enter')
    await expect.poll(() => order(), TIMEOUT).toEqual(['fotografiata-hartescu.jpg'])
    await keyboard.chooseFiles('F4', [demo('minor-lungu.pdf')])
    await expect
      .poll(() => order(), TIMEOUT)
      .toEqual(['fotografiata-hartescu.jpg', 'minor-lungu.pdf', 'minor-lungu.pdf', 'minor-lungu.pdf'])
  })

  it('keeps a draft after a reload and after a power cut', async () => {
    await keyboard.tabTo('Adresă')
    await keyboard.type('Strada Păcurari nr. 130')
    await keyboard.see(/^Ciornă salvată la/)
    await clerk().page().waitForTimeout(400)
    await clerk().page().reload()
    await keyboard.see('Cerere nouă la ghișeu')
    await expect.poll(() => clerk().page().inputValue('#field-holder-address'), TIMEOUT).toBe('Strada Păcurari nr. 130')
    await keyboard.tabTo('Telefon')
    await keyboard.type('0700 000 000')
    await clerk().page().waitForTimeout(400)
    await clerk().kill()
    await clerk().start()
    await signIn(keyboard, 'ana.popa')
    await keyboard.press('F2')
    await keyboard.see('Cerere nouă la ghișeu')
    expect(await clerk().page().inputValue('#field-holder-address')).toBe('Strada Păcurari nr. 130')
    expect(await clerk().page().inputValue('#field-holder-phone')).toBe('0700 000 000')
    await keyboard.see(/^1 · cerere/)
    await keyboard.press('Escape')
    await keyboard.press('F2')
    await expect.poll(() => clerk().page().inputValue('#field-holder-phone'), TIMEOUT).toBe('0700 000 000')
    await keyboard.tabTo(/^Renunță la ciornă/)
    await keyboard.press('Enter')
    await keyboard.see('Renunțați la această ciornă?')
    await keyboard.tabTo(/^Renunță la ciornă/)
    await keyboard.press('Enter')
    await keyboard.see('Încă nicio pagină')
  })

  it('registers for a representative with a power of attorney', async () => {
    await keyboard.tabTo(/Calitatea celui care se prezintă/)
    await keyboard.choose('mandatar')
    await keyboard.see('Reprezentantul')
    await scanDocument(keyboard, identityCardOf(CAST.sorin, today()), 'Citit din act')
    await expect.poll(() => clerk().page().inputValue('#field-representative-surname'), TIMEOUT).toBe('VANTU')
    await keyboard.tabTo('Nume', 'back')
    await keyboard.type('Vântu')
    await keyboard.press('Enter')
    await keyboard.type('Aurelia')
    await keyboard.press('Enter')
    await keyboard.type(CAST.aurelia.cnp)
    await keyboard.see('CNP corect')
    // The box for a copy is ticked on the second page.
    await chooseKind(keyboard, 'anonymise', 'copy')
    await keyboard.tabTo('Data de pe cerere')
    await keyboard.press('Alt+Enter')
    await attest(keyboard)
    await keyboard.chooseFiles('F4', [demo('imputernicit-vantu.tiff')])
    await keyboard.see(/^1 · cerere/)
    await keyboard.chooseFiles('F4', [demo('imputernicit-vantu-procura.jpg')])
    await keyboard.see(/· dovada calității/)
    await keyboard.see('Nimic nu lipsește')
    expect(await findingsOf(clerk().page(), 'representative')).toEqual([])
    await register(keyboard)
    await keyboard.see('Trimisă spre aprobare.')
    await keyboard.press('Control+Enter')
  })

  it('works without the central store: a real number, a printed proof, and everything arrives when it returns', async () => {
    await house().stopCentral()
    await keyboard.press('F9')
    await keyboard.see(/^Fără conexiune/)
    const printed = clerk().printed().length
    await scanDocument(keyboard, identityCardOf(CAST.mihai, today()))
    await keyboard.see('Fără conexiune: persoana nu a fost căutată')
    await fillRequest(keyboard, { kind: 'anonymise', person: CAST.mihai, scan: [demo('nesemnata-tibulca.jpg')] })
    const number = await register(keyboard)
    expect(number).toMatch(/^\d+\/\d{2}\.\d{2}\.\d{4}$/)
    await keyboard.see('Înregistrată; încă netrimisă spre aprobare.')
    await keyboard.see('Păstrată la această stație')
    expect(await clerk().page().getByText('Trimisă spre aprobare.', { exact: true }).count()).toBe(0)
    expect(await findingsOf(clerk().page(), 'registered offline')).toEqual([])
    await expect.poll(() => clerk().printed().length, TIMEOUT).toBe(printed + 1)

    await keyboard.press('Control+Shift+L')
    await keyboard.see('Stația este blocată')
    expect(await findingsOf(clerk().page(), 'locked, offline')).toEqual([])
    await keyboard.type('ghiseu-ana-demo')
    await keyboard.press('Enter')
    await keyboard.see('Cerere înregistrată')

    await house().startCentral()
    await keyboard.press('F9')
    await expect.poll(() => stateOf(CAST.mihai.cnp), { timeout: 60_000 }).toBe('in_review')
    await keyboard.see('Conectat · trimis tot', 30_000)
    await keyboard.see('Trimisă spre aprobare.')
    await keyboard.press('Control+Enter')
    await openRequest(keyboard, number)
    await keyboard.see('De aprobat')
  })

  it('the pages reported no errors', () => {
    expect(complaints()).toEqual([])
  })
})
