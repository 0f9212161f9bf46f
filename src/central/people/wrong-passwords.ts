/**
 * Counts wrong passwords by name and workstation (ADR 0088): whoever guesses at a name at another workstation does not
 * keep its person out of their own. Besides, the guesses at all workstations where that person does not work are
 * counted together, more slowly. A name that nobody has is counted and locked in the same way, so that a lock reveals
 * nothing.
 */
import type { Reading } from '../store/schema.ts'
import type { Writing } from '../store/store.ts'

/** At one workstation. */
export const ATTEMPTS = 5
export const LOCK_MINUTES = 15
/** At all workstations together where the person has not signed in lately. */
export const ATTEMPTS_ELSEWHERE = 20
export const LOCK_MINUTES_ELSEWHERE = 60
const KNOWN_DAYS = 30
/** Counts are kept for so long after the last wrong password. */
const KEPT_DAYS = 1
/** Stands for all workstations where the person does not work. */
const ELSEWHERE = ''

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A name at a workstation, as passwords are guessed for it. */
export interface GuessedAt {
  /** The id of the account, or a keyed reference of a name that no account has. */
  readonly nameRef: string
  readonly deviceId: string
}

const later = (at: string, milliseconds: number): string => new Date(Date.parse(at) + milliseconds).toISOString()

/** Whether the person signed in at this workstation in the last days. */
async function worksThere(db: Reading, { nameRef, deviceId }: GuessedAt, at: string): Promise<boolean> {
  const session = await db
    .selectFrom('session')
    .select('id')
    .where('user_id', '=', nameRef)
    .where('device_id', '=', deviceId)
    .where('granted_at', '>', later(at, -KNOWN_DAYS * DAY_MS))
    .limit(1)
    .executeTakeFirst()
  return session !== undefined
}

/** The places under which a guess is counted: the workstation, and where the person does not work there, elsewhere. */
const placesOf = async (db: Reading, guessed: GuessedAt, at: string): Promise<string[]> =>
  (await worksThere(db, guessed, at)) ? [guessed.deviceId] : [guessed.deviceId, ELSEWHERE]

/** Until when no password is verified for a name at a workstation; null if one is. */
export async function lockedUntil(db: Reading, guessed: GuessedAt, at: string): Promise<string | null> {
  const rows = await db
    .selectFrom('wrong_password')
    .select('locked_until')
    .where('name_ref', '=', guessed.nameRef)
    .where('device_id', 'in', await placesOf(db, guessed, at))
    .execute()
  const ends = rows.flatMap(({ locked_until: until }) => (until !== null && until > at ? [until] : []))
  return ends.sort().at(-1) ?? null
}

/** The accounts that are locked at any workstation, by id, with the end of their longest lock. */
export async function lockedAccounts(db: Reading, at: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('wrong_password')
    .select(({ fn }) => ['name_ref', fn.max('locked_until').as('until')])
    .where('locked_until', '>', at)
    .groupBy('name_ref')
    .execute()
  return new Map(rows.flatMap(({ name_ref: nameRef, until }) => (until === null ? [] : [[nameRef, until] as const])))
}

async function countAt({ db, at }: Writing, nameRef: string, deviceId: string): Promise<string | null> {
  const [allowed, minutes] =
    deviceId === ELSEWHERE ? [ATTEMPTS_ELSEWHERE, LOCK_MINUTES_ELSEWHERE] : [ATTEMPTS, LOCK_MINUTES]
  const row = await db
    .selectFrom('wrong_password')
    .select('attempts')
    .where('name_ref', '=', nameRef)
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  const attempts = (row?.attempts ?? 0) + 1
  const until = attempts >= allowed ? later(at, minutes * MINUTE_MS) : null
  const counted = { attempts: until === null ? attempts : 0, locked_until: until, last_at: at }
  await db
    .insertInto('wrong_password')
    .values({ name_ref: nameRef, device_id: deviceId, ...counted })
    .onConflict((conflict) => conflict.columns(['name_ref', 'device_id']).doUpdateSet(counted))
    .execute()
  return until
}

/** Counts a wrong password; returns until when the name is locked by it, null if it is not. */
export async function countWrongPassword(writing: Writing, guessed: GuessedAt): Promise<string | null> {
  const { db, at } = writing
  await db
    .deleteFrom('wrong_password')
    .where('last_at', '<', later(at, -KEPT_DAYS * DAY_MS))
    .execute()
  const ends: string[] = []
  for (const place of await placesOf(db, guessed, at)) {
    const until = await countAt(writing, guessed.nameRef, place)
    if (until !== null) ends.push(until)
  }
  return ends.sort().at(-1) ?? null
}

/** The right password was given at this workstation. What was guessed elsewhere stays counted. */
export const forgetWrongPasswords = async ({ db }: Writing, { nameRef, deviceId }: GuessedAt): Promise<void> => {
  await db.deleteFrom('wrong_password').where('name_ref', '=', nameRef).where('device_id', '=', deviceId).execute()
}

/** The account has another password, so nothing that was guessed counts any more. */
export const forgetAllWrongPasswords = async ({ db }: Writing, userId: string): Promise<void> => {
  await db.deleteFrom('wrong_password').where('name_ref', '=', userId).execute()
}
