/** A clerk's repeated tasks, by keyboard alone. */
import path from 'node:path'
import { identityCardOf, type IdentityCard } from '../../../src/demonstration/population/identity-card.ts'
import type { Person } from '../../../src/demonstration/population/people.ts'
import { demonstrationLogins } from '../../../src/demonstration/population/staff.ts'
import { localDay } from '../../../src/domain/calendar/bucharest.ts'
import type { Keyboard } from './keyboard.ts'

export async function signIn(keyboard: Keyboard, username: string): Promise<void> {
  const login = demonstrationLogins().find((each) => each.username === username)
  if (login === undefined) throw new Error(`no user is called ${username}`)
  await keyboard.see('Autentificare')
  await keyboard.tabTo('Utilizator')
  await keyboard.type(username)
  await keyboard.press('Tab')
  await keyboard.type(login.password)
  await keyboard.press('Enter')
  // A room that is offered to every role.
  await keyboard.see('Sincronizare')
}

/**
 * Scans the document with the typing scanner into an empty form, from whatever field has the focus, and takes all its
 * values.
 */
export async function scanDocument(keyboard: Keyboard, card: IdentityCard, until = 'CNP corect'): Promise<void> {
  await keyboard.press('F2')
  await keyboard.tabTo('Număr')
  await keyboard.wedge(card.mrz)
  await keyboard.see('Citit din act')
  await keyboard.press('Alt+p')
  await keyboard.see(until)
}

const KIND = { anonymise: 'Space', revert: 'ArrowDown' } as const

interface RequestOnPaper {
  readonly kind: keyof typeof KIND
  readonly person: Person
  readonly scan: readonly string[]
  /** The day written on the paper (dd.mm.yyyy); without it the proposed day of today is taken. */
  readonly day?: string
}

/** Fills in parts 2 to 4 from the address on, and adds the scan. */
export async function fillRequest(keyboard: Keyboard, { kind, person, scan, day }: RequestOnPaper): Promise<void> {
  await keyboard.tabTo('Adresă')
  await keyboard.type(person.address)
  await keyboard.press('Enter')
  await keyboard.type(person.phone)
  await chooseKind(keyboard, kind)
  await keyboard.tabTo('Data de pe cerere')
  if (day === undefined) await keyboard.press('Alt+Enter')
  else await keyboard.type(day)
  await attest(keyboard)
  await keyboard.chooseFiles('F4', scan)
  await keyboard.see(/1 · cerere/)
}

/** `copy`: what the person answers about a copy of the data. */
export async function chooseKind(
  keyboard: Keyboard,
  kind: keyof typeof KIND,
  copy: 'copy' | 'no-copy' = 'no-copy',
): Promise<void> {
  await keyboard.tabTo(/^(Ce cere persoana )?Anonimizare: șterge/)
  await keyboard.press(KIND[kind])
  if (kind !== 'anonymise') return
  await keyboard.see('Spuneți persoanei, cu aceste cuvinte')
  await keyboard.tabTo(/nu, doresc ștergerea/)
  await keyboard.press('Space')
  await keyboard.tabTo(/nu doresc copie/)
  await keyboard.press(copy === 'no-copy' ? 'Space' : 'ArrowDown')
}

export async function attest(keyboard: Keyboard): Promise<void> {
  await keyboard.tabTo('Fotografia corespunde')
  for (;;) {
    const { role, name } = await keyboard.focus()
    // The last checkbox replaces a signature.
    if (role !== 'checkbox' || name.startsWith('Nu poate semna')) return
    // Space ticks the box and goes on to the next.
    await keyboard.press('Space')
  }
}

/** Presses Ctrl+Enter and returns the assigned number. */
export async function register(keyboard: Keyboard): Promise<string> {
  await keyboard.press('Control+Enter')
  await keyboard.see('Cerere înregistrată')
  await keyboard.see(/Dovada înregistrării s-a tipărit la imprimanta/)
  const number = /\b(\d+\/\d{2}\.\d{2}\.\d{4}|P-\d+-\d+)\b/.exec(await keyboard.text())?.[1]
  if (number === undefined) throw new Error('no registration number on the screen')
  return number
}

/** The first page of a form for each kind of request: another kind would have to be answered. */
const SIGNED_FORM = {
  anonymise: path.resolve('resources/demo/anonimizare-stefanescu.jpg'),
  revert: path.resolve('resources/demo/revenire-apetrei.jpg'),
} as const

/** Registers one complete request at the counter, of a holder with an identity card; returns its number. */
export async function newRequest(
  keyboard: Keyboard,
  kind: keyof typeof KIND,
  person: Person,
  paper: Partial<Pick<RequestOnPaper, 'scan' | 'day'>> = {},
): Promise<string> {
  await scanDocument(keyboard, identityCardOf(person, localDay(Date.now())))
  await fillRequest(keyboard, { kind, person, scan: [SIGNED_FORM[kind]], ...paper })
  return register(keyboard)
}

/**
 * Opens a request by its number from any screen: search, move to the table, Enter. For a supervisor this opens the
 * review if there is something to decide.
 */
export async function openRequest(keyboard: Keyboard, number: string): Promise<void> {
  await keyboard.press('Control+k')
  await keyboard.type(number)
  await keyboard.see(new RegExp(`^${number}$`))
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.see('Înapoi')
}

/** Approves in the open review. An erasure is confirmed by the typed surname, never by a shortcut. */
export async function approve(keyboard: Keyboard, kind: keyof typeof KIND, surname: string): Promise<void> {
  await keyboard.tabTo(kind === 'anonymise' ? 'Aprobă ștergerea definitivă' : 'Aprobă revenirea')
  await keyboard.press('Enter')
  await keyboard.see('Scrieți numele de familie al titularului')
  await keyboard.type(surname)
  await keyboard.tabTo(kind === 'anonymise' ? 'Șterge definitiv dosarul' : 'Aprobă revenirea')
  await keyboard.press('Enter')
}
