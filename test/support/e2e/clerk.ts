/** A clerk's repeated tasks, by keyboard alone. */
import path from 'node:path'
import { identityCardOf, type IdentityCard } from '../../../src/demonstration/population/identity-card.ts'
import type { Person } from '../../../src/demonstration/population/people.ts'
import { demonstrationLogins } from '../../../src/demonstration/population/staff.ts'
import { localDay } from '../../../src/domain/calendar/bucharest.ts'
import type { Hands } from './hands.ts'

export async function signIn(hands: Hands, username: string): Promise<void> {
  const login = demonstrationLogins().find((each) => each.username === username)
  if (login === undefined) throw new Error(`no user is called ${username}`)
  await hands.see('Autentificare')
  await hands.tabTo('Utilizator')
  await hands.type(username)
  await hands.press('Tab')
  await hands.type(login.password)
  await hands.press('Enter')
  await hands.see(/Cerere nouă/)
}

/**
 * Scans the document with the typing scanner into an empty form, from whatever field has the focus, and takes all its
 * values.
 */
export async function scanDocument(hands: Hands, card: IdentityCard, until = 'CNP corect'): Promise<void> {
  await hands.press('F2')
  await hands.tabTo('Număr')
  await hands.wedge(card.mrz)
  await hands.see('Citit din act')
  await hands.press('Alt+p')
  await hands.see(until)
}

const KIND = { anonymise: 'Space', revert: 'ArrowDown' } as const

interface RequestOnPaper {
  readonly kind: keyof typeof KIND
  readonly person: Person
  readonly scan: readonly string[]
  /** The day written on the paper (dd.mm.yyyy), if it is not today. */
  readonly day?: string
}

/** Fills in parts 2 to 4 from the address on, and adds the scan. */
export async function fillRequest(hands: Hands, { kind, person, scan, day }: RequestOnPaper): Promise<void> {
  await hands.tabTo('Adresă')
  await hands.type(person.address)
  await hands.press('Enter')
  await hands.type(person.phone)
  await chooseKind(hands, kind)
  if (day !== undefined) {
    await hands.tabTo('Data de pe cerere')
    await hands.type(day)
  }
  await attest(hands)
  await hands.chooseFiles('F4', scan)
  await hands.see(/1 · cerere/)
}

export async function chooseKind(hands: Hands, kind: keyof typeof KIND): Promise<void> {
  await hands.tabTo(/^(Ce cere persoana )?Anonimizare: șterge/)
  await hands.press(KIND[kind])
  if (kind !== 'anonymise') return
  await hands.see('Spuneți persoanei, cu aceste cuvinte')
  await hands.tabTo(/^Am întrebat: „Doriți doar/)
  await hands.press('Space', 'Tab', 'Space')
}

export async function attest(hands: Hands): Promise<void> {
  await hands.tabTo('Fotografia corespunde')
  await hands.press('Space')
  for (;;) {
    await hands.press('Tab')
    const { role, name } = await hands.focus()
    // The last checkbox replaces a signature.
    if (role !== 'checkbox' || name.startsWith('Nu poate semna')) return
    await hands.press('Space')
  }
}

/** Presses Ctrl+Enter and returns the assigned number. */
export async function register(hands: Hands): Promise<string> {
  await hands.press('Control+Enter')
  await hands.see('Cerere înregistrată')
  await hands.see(/Dovada înregistrării s-a tipărit la imprimanta/)
  const number = /\b(\d+\/\d{2}\.\d{2}\.\d{4}|P-\d+-\d+)\b/.exec(await hands.text())?.[1]
  if (number === undefined) throw new Error('no registration number on the screen')
  return number
}

const SIGNED_FORM = path.resolve('resources/demo/anonimizare-stefanescu.jpg')

/** Registers one complete request at the counter, of a holder with an identity card; returns its number. */
export async function newRequest(
  hands: Hands,
  kind: keyof typeof KIND,
  person: Person,
  paper: Partial<Pick<RequestOnPaper, 'scan' | 'day'>> = {},
): Promise<string> {
  await scanDocument(hands, identityCardOf(person, localDay(Date.now())))
  await fillRequest(hands, { kind, person, scan: [SIGNED_FORM], ...paper })
  return register(hands)
}

/**
 * Opens a request by its number from any screen: search, move to the table, Enter. For a supervisor this opens the
 * review if there is something to decide.
 */
export async function openRequest(hands: Hands, number: string): Promise<void> {
  await hands.press('Control+k')
  await hands.type(number)
  await hands.see(new RegExp(`^${number}$`))
  await hands.press('Enter')
  await hands.press('Enter')
  await hands.see('Înapoi')
}

/** Approves in the open review. An erasure is confirmed by the typed surname, never by a shortcut. */
export async function approve(hands: Hands, kind: keyof typeof KIND, surname: string): Promise<void> {
  await hands.tabTo(kind === 'anonymise' ? 'Aprobă ștergerea definitivă' : 'Aprobă revenirea')
  await hands.press('Enter')
  await hands.see('Scrieți numele de familie al titularului')
  await hands.type(surname)
  await hands.tabTo(kind === 'anonymise' ? 'Șterge definitiv dosarul' : 'Aprobă revenirea')
  await hands.press('Enter')
}
