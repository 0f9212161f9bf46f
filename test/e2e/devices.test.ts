/**
 * A clerk selects a scanner, scans with F4, clears a paper jam, and prints later what the printer did not print. By
 * keyboard, on the real desk.
 */
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { journeysOf } from '../support/e2e/journeys.ts'
import { startEsclServer, type EsclServer } from '../support/escl-server.ts'

const { desks, complaints } = journeysOf('devices', [], { counter: { name: 'ghiseu-1', user: 'ana.popa' } })
const { hands, workstation: clerk } = desks.counter
let scanner: EsclServer

beforeAll(async () => {
  scanner = await startEsclServer()
})
afterAll(() => scanner.close())

describe('the devices of a counter', () => {
  it('are selected once: a scanner by its address, its feeder, and the printer tested', async () => {
    await hands.press('Alt+7')
    await hands.see('Aparatele acestei stații se aleg o singură dată')
    await hands.tabTo('Adresa scannerului')
    await hands.type(scanner.url)
    await hands.press('Enter')
    await hands.see('Ghișeu Scan 3000')
    await hands.tabTo(/De unde/, 'back')
    await hands.choose('Alim')
    await expect.poll(() => clerk().page().getByText('Alimentator').count()).toBeGreaterThan(0)
    await hands.tabTo('Tipărește pagina de probă')
    await hands.press('Enter')
    await hands.see(/Pagina de probă a fost tipărită/)
    expect(clerk().printed().length).toBe(1)
  })

  it('scan with F4 page by page; after a jam the scanned pages stay and the rest follows', async () => {
    scanner.misfortune = { jamAfter: 2 }
    await hands.press('F2')
    await hands.see('Încă nicio pagină')
    await hands.press('F4')
    await hands.see(/Cele 2 pagini scanate sunt păstrate/)
    await hands.see(/^2 · cerere/)
    // The page that was just added is selected.
    expect(await clerk().page().getByRole('option', { selected: true }).innerText()).toMatch(/2 · cerere/)
    // The sheet is taken out and put back.
    scanner.misfortune = {}
    scanner.sheets = 1
    // The button "Continuă scanarea" shows the key F4.
    await hands.press('F4')
    await hands.see(/^3 · cerere/)
    await hands.see('O pagină scanată.')
    expect(await clerk().page().getByRole('option', { selected: true }).innerText()).toMatch(/3 · cerere/)
  })

  it('stop when the clerk cancels, and keep the page', async () => {
    scanner.sheets = 5
    scanner.misfortune = { hangAfter: 1 }
    await hands.press('F4')
    await hands.see(/^4 · cerere/)
    await hands.press('Escape')
    await hands.see('Scanarea a fost oprită. Pagina scanată este păstrată.')
    scanner.misfortune = {}
  })

  it('print later what could not be printed', async () => {
    // A file in the place of the printer's output folder, so that printing fails.
    const folder = path.join(clerk().folder, 'printed')
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(folder, '')
    await hands.tabTo('Nume', 'back')
    await hands.type('Lupu')
    await hands.press('Tab')
    await hands.type('Ioana')
    await hands.press('Tab')
    await hands.type('2850615220019')
    await hands.tabTo(/^Anonimizare|^Revenire/)
    await hands.press('Space')
    await hands.press('Control+Enter')
    await hands.see('Cerere înregistrată')
    await hands.see(/Documentul nu s-a tipărit/)
    await hands.press('Alt+5')
    await hands.see('Lupu Ioana')
    await hands.see(/nu se poate scrie în dosar/)
    rmSync(folder)
    await hands.press('F8')
    await hands.see('Un document tipărit.')
    await hands.see('Nimic de tipărit la acest ghișeu')
    expect(clerk().printed()).toHaveLength(1)
    expect(complaints()).toEqual([])
  })
})
