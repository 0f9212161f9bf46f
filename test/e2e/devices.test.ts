/**
 * A clerk selects a scanner, scans with F4, clears a paper jam, and prints later what the printer did not print. By
 * keyboard, on the real desk.
 */
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseKind } from '../support/e2e/clerk.ts'
import { journeysOf } from '../support/e2e/journeys.ts'
import { startEsclServer, type EsclServer } from '../support/escl-server.ts'

const { desks, complaints } = journeysOf('devices', [], { counter: { name: 'ghiseu-1', user: 'ana.popa' } })
const { keyboard, workstation: clerk } = desks.counter
let scanner: EsclServer

beforeAll(async () => {
  scanner = await startEsclServer()
})
afterAll(() => scanner.close())

describe('the devices of a counter', () => {
  it('are selected once: a scanner by its address, its feeder, and the printer tested', async () => {
    await keyboard.press('Alt+7')
    await keyboard.see('Aparatele acestei stații se aleg o singură dată')
    await keyboard.tabTo('Adresa scannerului')
    await keyboard.type(scanner.url)
    await keyboard.press('Enter')
    await keyboard.see('Ghișeu Scan 3000')
    await keyboard.tabTo(/De unde/, 'back')
    await keyboard.choose('Alim')
    await expect.poll(() => clerk().page().getByText('Alimentator').count()).toBeGreaterThan(0)
    await keyboard.tabTo('Tipărește pagina de probă')
    await keyboard.press('Enter')
    await keyboard.see(/Pagina de probă a fost tipărită/)
    expect(clerk().printed().length).toBe(1)
  })

  it('scan with F4 page by page; after a jam the scanned pages stay and the rest follows', async () => {
    scanner.misfortune = { jamAfter: 2 }
    await keyboard.press('F2')
    await keyboard.see('Încă nicio pagină')
    await keyboard.press('F4')
    await keyboard.see(/Cele 2 pagini scanate sunt păstrate/)
    await keyboard.see(/^2 · cerere/)
    // The page that was just added is selected.
    expect(await clerk().page().getByRole('option', { selected: true }).innerText()).toMatch(/2 · cerere/)
    // The sheet is taken out and put back.
    scanner.misfortune = {}
    scanner.sheets = 1
    // The button "Continuă scanarea" shows the key F4.
    await keyboard.press('F4')
    await keyboard.see(/^3 · cerere/)
    await keyboard.see('O pagină scanată.')
    expect(await clerk().page().getByRole('option', { selected: true }).innerText()).toMatch(/3 · cerere/)
  })

  it('stop when the clerk cancels, and keep the page', async () => {
    scanner.sheets = 5
    scanner.misfortune = { hangAfter: 1 }
    await keyboard.press('F4')
    await keyboard.see(/^4 · cerere/)
    await keyboard.press('Escape')
    await keyboard.see('Scanarea a fost oprită. Pagina scanată este păstrată.')
    scanner.misfortune = {}
  })

  it('print later what could not be printed', async () => {
    // A file in the place of the printer's output folder, so that printing fails.
    const folder = path.join(clerk().folder, 'printed')
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(folder, '')
    await keyboard.tabTo('Nume', 'back')
    await keyboard.type('Lupu')
    await keyboard.press('Tab')
    await keyboard.type('Ioana')
    await keyboard.press('Tab')
    await keyboard.type('2850615220019')
    await chooseKind(keyboard, 'revert')
    await keyboard.tabTo('Data de pe cerere')
    await keyboard.press('Alt+Enter')
    await keyboard.press('Control+Enter')
    await keyboard.see('Cerere înregistrată')
    await keyboard.see(/Documentul nu s-a tipărit/)
    await keyboard.press('Alt+5')
    await keyboard.see('Lupu Ioana')
    await keyboard.see(/nu se poate scrie în dosar/)
    rmSync(folder)
    await keyboard.press('F8')
    await keyboard.see('Un document tipărit.')
    await keyboard.see('Nimic de tipărit la acest ghișeu')
    expect(clerk().printed()).toHaveLength(1)
    expect(complaints()).toEqual([])
  })
})
