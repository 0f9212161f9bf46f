/**
 * What an adversary with the files of a workstation can send: its device key, every session id and command ever used
 * there, and any clock. What is not in the files: the tokens and keys of sessions, and the passwords.
 */
import { generateKeyPairSync } from 'node:crypto'
import { v7 } from 'uuid'
import type { CommandEnvelope } from '../../../src/protocol/commands.ts'
import { type Office, PASSWORD } from '../central/office.ts'
import { enrolWorkstation, type Granted, proverOf, type Workstation } from '../central/workstation.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Makes every act that decides, each on a request of its own; `change` may depend on the place in the list. */
export type Forge = (
  desk: Workstation,
  session: Granted,
  change?: Partial<CommandEnvelope> | ((index: number) => Partial<CommandEnvelope>),
) => CommandEnvelope[]
interface Scene {
  readonly office: Office
  readonly forge: Forge
}
/** Returns what is sent by which workstation, after the circumstances were arranged. */
type Forgery = (scene: Scene) => Promise<{ readonly desk: Workstation; readonly commands: CommandEnvelope[] }>

const iso = ({ clock }: Office, ms = 0): string => new Date(clock.now + ms).toISOString()
/** Nothing is signed, as by whoever has only the session id. */
const unsigned = { proof: undefined } as unknown as Partial<CommandEnvelope>
/** The session as the files of a desk show it: its id and its person, with a key that the adversary made. */
const seen = (granted: Granted): Granted => ({
  ...granted,
  token: '',
  prove: proverOf(generateKeyPairSync('ed25519').privateKey),
})
const administer = (office: Office, person: Granted, json: object) =>
  office.desk.must('PATCH', `/v1/users/${person.actor.id}`, { json, session: office.session.administrator })
const signOut = (office: Office, session: Granted) => office.desk.must('DELETE', '/v1/sessions/current', { session })
async function secondDesk(office: Office): Promise<Workstation> {
  const { code } = await office.central.issueEnrolmentCode()
  return enrolWorkstation(office.central.url, code, { name: 'Ghișeul 2', now: () => office.clock.now })
}

/** The circumstances of a session whose id is known. */
const CIRCUMSTANCES: Readonly<Record<string, (office: Office) => Promise<void> | Promise<unknown>>> = {
  'while it is alive': () => Promise.resolve(),
  'after its person signed out': (office) => signOut(office, office.session.supervisor),
  'three days after its person signed out': async (office) => {
    await signOut(office, office.session.supervisor)
    office.clock.now += 3 * DAY
  },
  'after it expired': (office) => Promise.resolve((office.clock.now += 13 * 60 * MINUTE)),
  'thirty days after it expired': (office) => Promise.resolve((office.clock.now += 30 * DAY)),
  'after its person was disabled': (office) => administer(office, office.session.supervisor, { disabled: true }),
  'after the password of its person was changed': (office) =>
    administer(office, office.session.supervisor, { password: 'o parolă cu totul nouă' }),
  'after its person became a clerk': (office) => administer(office, office.session.supervisor, { role: 'clerk' }),
}

/** How the command is made up, without the key of the session. */
const WITHOUT_KEY: Readonly<Record<string, (scene: Scene, grantedAt: number) => CommandEnvelope[]>> = {
  unsigned: ({ office, forge }) => forge(office.desk, office.session.supervisor, unsigned),
  'signed with another key': ({ office, forge }) => forge(office.desk, seen(office.session.supervisor)),
  'dated back to the session': ({ office, forge }, grantedAt) =>
    forge(office.desk, seen(office.session.supervisor), { occurredAt: new Date(grantedAt + MINUTE).toISOString() }),
  'dated back by the stated clock error': ({ office, forge }, grantedAt) =>
    forge(office.desk, seen(office.session.supervisor), { clockOffsetMs: office.clock.now - grantedAt }),
  'said to be offline': ({ office, forge }) => forge(office.desk, seen(office.session.supervisor), { offline: true }),
}

/** In one circumstance, every way of making the commands up. */
const withoutKey =
  (arrange: (office: Office) => Promise<unknown>): Forgery =>
  async (scene) => {
    const grantedAt = scene.office.clock.now
    await arrange(scene.office)
    return {
      desk: scene.office.desk,
      commands: Object.values(WITHOUT_KEY).flatMap((make) => make(scene, grantedAt)),
    }
  }

/** Kept by somebody who had the key for a moment: the command is signed, and is sent at another time or place. */
const WITH_KEY: Readonly<Record<string, Forgery>> = {
  'signed before its person signed out, sent after': async ({ office, forge }) => {
    const commands = forge(office.desk, office.session.supervisor)
    await signOut(office, office.session.supervisor)
    office.clock.now += 1000
    return { desk: office.desk, commands }
  },
  'signed before its person was disabled, sent after': async ({ office, forge }) => {
    const commands = forge(office.desk, office.session.supervisor)
    await administer(office, office.session.supervisor, { disabled: true })
    return { desk: office.desk, commands }
  },
  'signed before the password was changed, sent after': async ({ office, forge }) => {
    const commands = forge(office.desk, office.session.supervisor)
    await administer(office, office.session.supervisor, { password: 'o parolă cu totul nouă' })
    office.clock.now += 1000
    return { desk: office.desk, commands }
  },
  'signed and held back for eleven minutes': ({ office, forge }) => {
    const commands = forge(office.desk, office.session.supervisor)
    office.clock.now += 11 * MINUTE
    return Promise.resolve({ desk: office.desk, commands })
  },
  'signed and dated ahead by eleven minutes': ({ office, forge }) =>
    Promise.resolve({
      desk: office.desk,
      commands: forge(office.desk, office.session.supervisor, { occurredAt: iso(office, 11 * MINUTE) }),
    }),
  'signed after the session expired': ({ office, forge }) => {
    office.clock.now += 12 * 60 * MINUTE
    return Promise.resolve({ desk: office.desk, commands: forge(office.desk, office.session.supervisor) })
  },
  'signed at a desk unlocked offline': ({ office, forge }) =>
    Promise.resolve({ desk: office.desk, commands: forge(office.desk, office.session.supervisor, { offline: true }) }),
  'signed by a clerk in the name of the supervisor': ({ office, forge }) =>
    Promise.resolve({
      desk: office.desk,
      commands: forge(office.desk, { ...office.session.supervisor, prove: office.session.clerk.prove }),
    }),
  'signed with the key of a newer session of the same person': async ({ office, forge }) => {
    const newer = await office.desk.signIn('supervisor', PASSWORD)
    return { desk: office.desk, commands: forge(office.desk, { ...office.session.supervisor, prove: newer.prove }) }
  },
  'signed by a clerk in their own name': ({ office, forge }) =>
    Promise.resolve({ desk: office.desk, commands: forge(office.desk, office.session.clerk) }),
  'signed by an administrator in their own name': ({ office, forge }) =>
    Promise.resolve({ desk: office.desk, commands: forge(office.desk, office.session.administrator) }),
  'signed by an auditor in their own name': ({ office, forge }) =>
    Promise.resolve({ desk: office.desk, commands: forge(office.desk, office.session.auditor) }),
  'signed by a clerk in their own session and naming the supervisor': ({ office, forge }) =>
    Promise.resolve({
      desk: office.desk,
      commands: forge(office.desk, office.session.clerk, { actorId: office.session.supervisor.actor.id }),
    }),
  'of a session of another desk': async ({ office, forge }) => {
    const desk = await secondDesk(office)
    return { desk, commands: forge(desk, office.session.supervisor) }
  },
  'a proof taken from another place of the chain': ({ office, forge }) => {
    const chain = office.desk.chain()
    const first = forge(office.desk, office.session.supervisor)
    office.desk.restoreChain(chain)
    const taken = (index: number) => ({ proof: first[index]?.proof, commandId: v7() })
    return Promise.resolve({ desk: office.desk, commands: forge(office.desk, office.session.supervisor, taken) })
  },
  'a session that does not exist': ({ office, forge }) =>
    Promise.resolve({
      desk: office.desk,
      commands: forge(office.desk, { ...office.session.supervisor, sessionId: '01900000-0000-7000-8000-000000000000' }),
    }),
}

export const FORGERIES: Readonly<Record<string, Forgery>> = {
  ...Object.fromEntries(
    Object.entries(CIRCUMSTANCES).map(([name, arrange]) => [`a known session ${name}`, withoutKey(arrange)]),
  ),
  ...WITH_KEY,
}
/** How many forged envelopes there are of each act. */
export const FORGED = Object.keys(CIRCUMSTANCES).length * Object.keys(WITHOUT_KEY).length + Object.keys(WITH_KEY).length
