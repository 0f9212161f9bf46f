/** Accounts, a role confirmed by a second person, a workstation, and the trail of all of it: by keyboard. */
import { describe, expect, it } from 'vitest'
import { findingsOf } from '../support/e2e/axe.ts'
import { signIn } from '../support/e2e/clerk.ts'
import { journeysOf, TIMEOUT } from '../support/e2e/journeys.ts'

const { house, desks, complaints } = journeysOf('administration', [], {
  counter: { name: 'ghiseu-1', user: 'irina.sava' },
  office: { name: 'birou-2', user: 'elena.lupu' },
})
const { keyboard: administrator, workstation: counter } = desks.counter
const { keyboard: supervisor } = desks.office
const FIRST_PASSWORD = 'patru mere coapte vara'

const signOut = async (name: RegExp): Promise<void> => {
  await supervisor.tabTo(name)
  await supervisor.chooseFromMenu('Ieși')
  await supervisor.see('Autentificare')
}
const userNamed = (username: string) =>
  house()
    .central()
    .store.read((db) =>
      db.selectFrom('user_account').selectAll().where('username', '=', username).executeTakeFirstOrThrow(),
    )

describe('the administrator', () => {
  it('arrives at accounts and workstations', async () => {
    await administrator.see('Roluri de confirmat')
    await administrator.see('elena.lupu')
    await administrator.see('birou-2')
    expect(await findingsOf(counter().page(), 'administration')).toEqual([])
  })

  it('creates an account that decides nothing before another person has confirmed it', async () => {
    await administrator.tabTo('Cont nou')
    await administrator.press('Enter')
    await administrator.see('Parola inițială')
    await administrator.type('Matei Lungu')
    await administrator.press('Tab')
    await administrator.type('matei.lungu')
    await administrator.press('Tab')
    await administrator.choose('adm')
    await administrator.see('Rolul trebuie confirmat de a doua persoană')
    await administrator.press('Tab')
    await administrator.type(FIRST_PASSWORD)
    await administrator.press('Enter')
    await administrator.see('Matei Lungu: contul a fost creat.')
    await administrator.see('l-ați acordat dumneavoastră')
    expect((await userNamed('matei.lungu')).unconfirmed_by).not.toBeNull()

    await supervisor.press('Alt+9')
    await supervisor.see('Matei Lungu')
    await supervisor.tabTo('Confirmă')
    await supervisor.press('Enter')
    await supervisor.see('Matei Lungu va avea rolul „administrator”')
    await supervisor.tabTo('Confirmă')
    await supervisor.press('Enter')
    await supervisor.see('Niciun rol nu așteaptă confirmarea.')
    await expect.poll(async () => (await userNamed('matei.lungu')).unconfirmed_by, TIMEOUT).toBeNull()
  })

  it('opens an account that wrong passwords have closed', async () => {
    await signOut(/Elena Lupu/)
    await supervisor.tabTo('Utilizator')
    await supervisor.type('ana.popa')
    await supervisor.press('Tab')
    for (let n = 0; n < 5; n++) {
      await supervisor.type('greșit')
      await supervisor.press('Enter')
      await supervisor.see(n < 4 ? /Utilizatorul sau parola nu se potrivesc/ : /Contul este blocat/)
      await supervisor.tabTo('Parolă')
      await supervisor.press('Control+A')
    }
    await administrator.press('Alt+7', 'Alt+9')
    await administrator.see(/blocat până la/)
    await administrator.tabTo('Acțiuni pentru Ana Popa')
    await administrator.chooseFromMenu('Debl')
    await administrator.see('Ana Popa: contul a fost deblocat.')
    await administrator.seeNot(/blocat până la/)
  })

  it('makes an enrolment code only when asked, and suspends a workstation', async () => {
    await administrator.tabTo('Cod de înrolare')
    await administrator.press('Enter')
    await administrator.see('Codul înrolează o singură stație')
    await administrator.tabTo('Generează codul')
    await administrator.press('Enter')
    await administrator.see(/Valabil până la/)
    await administrator.press('Escape')
    await administrator.tabTo('Acțiuni pentru birou-2')
    await administrator.chooseFromMenu('Susp')
    await administrator.see('birou-2: stația a fost suspendată.')
    await administrator.tabTo('Acțiuni pentru birou-2')
    await administrator.chooseFromMenu('React')
    await administrator.see('birou-2: stația este din nou activă.')
  })
})

describe('the auditor', () => {
  it('reads who did what, verifies the chain and saves a file', async () => {
    await signIn(supervisor, 'victor.dascalu')
    await supervisor.press('Alt+0')
    for (const words of ['A creat un cont', 'A confirmat un rol', 'A deblocat un cont', 'A suspendat o stație'])
      await supervisor.see(words)
    await supervisor.tabTo('Verifică lanțul')
    await supervisor.press('Enter')
    await supervisor.see(/Lanțul este întreg/)
    await supervisor.tabTo('Salvează ca fișier')
    await supervisor.press('Enter')
    await supervisor.see(/înregistrări salvate în fișier/)
    expect(await findingsOf(desks.office.workstation().page(), 'audit trail')).toEqual([])
  })
})

it('no page reported an error', () => {
  expect(complaints()).toEqual([])
})
