/**
 * Every screen and dialog over a generated desk: axe finds no violation in light and dark, and the security policy
 * blocks nothing.
 */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../src/domain/problem.ts'
import { ROLES } from '../../src/domain/rights.ts'
import { INCIDENTS, START_CAUSES } from '../../src/protocol/desk.ts'
import { findingsOf } from '../support/e2e/axe.ts'
import { generatedScreens, press, roomsOf, type Situation } from '../support/e2e/generated-screens.ts'
import { id } from '../support/generated-requests.ts'

const screens = generatedScreens()

const TO_REVIEW = id('b', 42)
interface Screen {
  readonly name: string
  readonly hash?: string
  readonly situation?: Situation
  readonly act?: (page: Page) => Promise<void>
}
const SCREENS: Screen[] = [
  ...START_CAUSES.map((blocked) => ({ name: `start blocked: ${blocked}`, situation: { blocked } })),
  {
    name: 'begin anew',
    situation: { blocked: 'keys-foreign' },
    act: async (page) => {
      await press(/^Începe de la capăt/)(page)
      await page.getByRole('alertdialog').waitFor()
    },
  },
  { name: 'an incident', situation: { incidents: ['cache-rebuilt'] } },
  {
    name: 'all incidents',
    situation: { incidents: INCIDENTS },
    act: async (page) => {
      await press(/^Vedeți/)(page)
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'signing in', situation: { session: 'signed-out' } },
  { name: 'unlocking', situation: { session: 'locked' } },
  { name: 'signing in, the workstation is admitted no more', situation: { session: 'signed-out', revoked: true } },
  { name: 'queue' },
  { name: 'queue of a clerk, offline', situation: { role: 'clerk', offline: true } },
  { name: 'queue, password wanted', situation: { passwordWanted: true } },
  { name: 'giving the password', situation: { passwordWanted: true }, act: press(/^Introduceți parola/) },
  { name: 'queue, empty', situation: { empty: true } },
  {
    name: 'queue, refused',
    situation: { refusals: { 'queue.search': problem('disk.full', { freeBytes: 1, neededBytes: 2 }) } },
  },
  { name: 'queue, veiled', act: (page) => page.keyboard.press('Control+Shift+H') },
  { name: 'filter menu', act: press(/^Stare/) },
  { name: 'person menu', act: press(/Pricop Adriana/) },
  { name: 'shortcut sheet', act: (page) => page.keyboard.press('?') },
  { name: 'request', hash: `#/request/${id('b', 2)}`, situation: { role: 'clerk' } },
  { name: 'request, returned', hash: `#/request/${id('b', 20)}`, situation: { role: 'clerk' } },
  { name: 'request, executed', hash: `#/request/${id('b', 8)}` },
  { name: 'request, unknown', hash: `#/request/${id('b', 9_999)}` },
  {
    name: 'actions of a request',
    hash: `#/request/${id('b', 20)}`,
    situation: { role: 'clerk' },
    act: press(/^Alte acțiuni/),
  },
  ...(['Corectează datele', 'Verifică identitatea', 'Atașează un document', 'Retrage'] as const).map((name) => ({
    name: `dialog: ${name}`,
    hash: `#/request/${id('b', 20)}`,
    situation: { role: 'clerk' } as const,
    act: async (page: Page) => {
      await press(/^Alte acțiuni/)(page)
      await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
    },
  })),
  { name: 'review', hash: `#/review/${TO_REVIEW}` },
  { name: 'review with an obstacle', hash: `#/review/${id('b', 12)}` },
  {
    name: 'review, no plan',
    hash: `#/review/${TO_REVIEW}`,
    situation: { refusals: { 'request.plan': problem('central.unreachable', { since: null }) } },
  },
  { name: 'approve', hash: `#/review/${TO_REVIEW}`, act: press(/ștergerea definitivă/) },
  { name: 'return', hash: `#/review/${TO_REVIEW}`, act: press(/^Returnează/) },
  { name: 'reject', hash: `#/review/${TO_REVIEW}`, act: press(/^Respinge/) },
  ...(['Prelungește', 'Conexează', 'Redirecționează', 'Clasează'] as const).map((name) => ({
    name: `dialog: ${name}`,
    hash: `#/review/${TO_REVIEW}`,
    act: async (page: Page) => {
      await press(/^Alte decizii/)(page)
      await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
    },
  })),
  { name: 'review, opposite requests', hash: `#/review/${id('b', 15)}` },
  { name: 'review, deciding their order', hash: `#/review/${id('b', 15)}`, act: press(/^Decide ordinea/) },
  { name: 'decisions', hash: '#/decisions' },
  { name: 'decisions, of a clerk', hash: '#/decisions', situation: { role: 'clerk' } },
  { name: 'decisions, an act given back', hash: '#/decisions', act: press(/^Întoarce la autor/) },
  {
    name: 'decisions, an act of the earlier workstation set aside',
    hash: '#/decisions',
    act: press(/^Lasă deoparte: Notă/),
  },
  { name: 'request, held', hash: `#/request/${id('b', 3)}` },
  { name: 'request, its execution blocked', hash: `#/request/${id('b', 1)}` },
  { name: 'review, its execution failing', hash: `#/review/${id('b', 41)}` },
  { name: 'decisions, none', hash: '#/decisions', situation: { empty: true } },
  { name: 'administration', hash: '#/administration', situation: { role: 'administrator' } },
  { name: 'administration of a supervisor', hash: '#/administration' },
  { name: 'administration of a supervisor, nothing to confirm', hash: '#/administration', situation: { empty: true } },
  ...(
    [
      ['new account', /^Cont nou/],
      ['enrolment code', /^Cod de înrolare/],
      ['confirm a role', /^Confirmă/],
    ] as const
  ).map(([name, button]) => ({
    name: `administration: ${name}`,
    hash: '#/administration',
    situation: { role: name === 'confirm a role' ? 'supervisor' : 'administrator' } as const,
    act: press(button),
  })),
  ...(
    [
      ['Modifică numele sau rolul', 'Pricop Adriana'],
      ['Stabilește o parolă nouă', 'Pricop Adriana'],
      ['Retrage numerele', 'ghiseu-1'],
      ['Revocă', 'ghiseu-1'],
    ] as const
  ).map(([name, of]) => ({
    name: `administration: ${name}`,
    hash: '#/administration',
    situation: { role: 'administrator' } as const,
    act: async (page: Page) => {
      await press(new RegExp(`^Acțiuni pentru ${of}$`))(page)
      await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
    },
  })),
  { name: 'audit trail', hash: '#/audit', situation: { role: 'auditor' } },
  { name: 'audit trail, empty', hash: '#/audit', situation: { role: 'auditor', empty: true } },
  {
    name: 'audit trail, verified',
    hash: '#/audit',
    situation: { role: 'auditor' },
    act: async (page) => (await press(/^Verifică lanțul/)(page), page.getByText('Lanțul este întreg').waitFor()),
  },
  {
    name: 'audit trail, broken',
    hash: '#/audit',
    situation: { role: 'auditor', faulty: true },
    act: async (page) => (await press(/^Verifică lanțul/)(page), page.getByRole('alert').waitFor()),
  },
  { name: 'sync', hash: '#/sync' },
  { name: 'sync, the workstation is admitted no more', hash: '#/sync', situation: { revoked: true } },
  { name: 'sync, offline', hash: '#/sync', situation: { offline: true } },
  { name: 'registry', hash: '#/registry' },
  { name: 'registry, with a fault', hash: '#/registry', situation: { faulty: true } },
  { name: 'registry, empty', hash: '#/registry', situation: { empty: true } },
  { name: 'about', hash: '#/about' },
  { name: 'to print', hash: '#/to-print', situation: { role: 'clerk' } },
  { name: 'to print, nothing', hash: '#/to-print', situation: { role: 'clerk', empty: true } },
  {
    name: 'to print, the printer out of paper',
    hash: '#/to-print',
    situation: { role: 'clerk', refusals: { 'paper.print': problem('printer.failed', { reason: 'out-of-paper' }) } },
    act: async (page) => (await page.keyboard.press('F8'), page.getByRole('alert').first().waitFor()),
  },
  {
    name: 'system',
    hash: '#/system',
    situation: { role: 'clerk' },
    act: async (page) => (
      await press(/^Caută scannere/)(page),
      await press(/^Caută imprimante/)(page),
      page.getByRole('list', { name: 'Imprimante găsite' }).waitFor()
    ),
  },
  {
    name: 'system, a scanner that does not answer and a printer with another certificate',
    hash: '#/system',
    situation: { role: 'clerk', offline: true },
  },
  {
    name: 'system, no scanner, the test page jammed',
    hash: '#/system',
    situation: { role: 'administrator', empty: true },
    act: async (page) => (await press(/^Tipărește pagina de probă/)(page), page.getByRole('alert').first().waitFor()),
  },
  { name: 'new request with a scanner', hash: '#/new-request', situation: { role: 'clerk' } },
  {
    name: 'scan settings',
    hash: '#/new-request',
    situation: { role: 'clerk' },
    act: async (page) => (
      await page.getByRole('button', { name: 'Setările scanării' }).click(),
      page.getByRole('dialog').waitFor()
    ),
  },
  {
    name: 'a scan that jammed',
    hash: '#/new-request',
    situation: { role: 'clerk' },
    act: async (page) => (
      await page.locator('#scan').waitFor(),
      await page.keyboard.press('F4'),
      page.getByRole('alert').first().waitFor()
    ),
  },
]

describe('axe, in light and dark', () => {
  let window: Awaited<ReturnType<(typeof screens)['open']>>
  beforeAll(async () => {
    window = await screens.open()
  })
  it('finds a planted violation, in each theme', async () => {
    const { page, context } = await screens.open()
    await page.evaluate(
      "document.querySelector('main h1').insertAdjacentHTML('afterend', '<button></button><p>abc</p>'); Object.assign(document.querySelector('main h1').nextElementSibling.nextElementSibling.style, { color: '#888', background: '#999' })",
    )
    const found = (await findingsOf(page, 'planted')).map((finding) => finding.replace(/ at .*/s, ''))
    expect(found).toEqual(
      ['light', 'dark'].flatMap((theme) =>
        ['button-name', 'color-contrast'].map((rule) => `planted, ${theme}: ${rule}`),
      ),
    )
    expect(await page.locator('iframe, frame, object, embed').count()).toBe(0)
    await context.close()
  })
  it('goes through every room', async () => {
    const visited = new Set(SCREENS.map(({ hash }) => hash ?? '#/queue'))
    for (const role of ROLES) {
      await screens.load(window, '#/about', { role })
      expect((await roomsOf(window.page)).map(({ hash }) => hash).filter((hash) => !visited.has(hash))).toEqual([])
    }
  })
  it.each(SCREENS)('finds nothing on: $name', async ({ name, hash, situation, act }) => {
    const { page, failures } = window
    await screens.load(window, hash ?? '#/queue', situation)
    await act?.(page)
    await page.waitForTimeout(150)
    expect(await findingsOf(page, name)).toEqual([])
    expect(failures).toEqual([])
  })
})
