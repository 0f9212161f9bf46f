/** Enrolled workstations, and the one-time codes with which they enrol. */
import { refuse, ok, type Result } from '../../domain/problem.ts'
import { sha256Hex } from '../../files/sha256.ts'
import { FIRST_PREV_HASH } from '../../protocol/canonical.ts'
import type { Random } from '../random.ts'
import { prepared } from '../store/prepared.ts'
import type { Database, DeviceState, Reading } from '../store/schema.ts'
import type { Writing } from '../store/store.ts'

export type Device = Database['device']

/** Letters and digits that cannot be confused with one another, 32 of them: 5 bits each, 100 bits in all. */
const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODE_LENGTH = 20
const ENROLMENT_HOURS = 24

const readable = (code: string): string => code.match(/.{5}/g)?.join('-') ?? code
const hashOfCode = (code: string): string => sha256Hex(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))

/** A code that enrols one workstation within a day. Only its hash is stored. */
export async function issueEnrolmentCode(
  { db, at }: Writing,
  random: Random,
  createdBy: string,
): Promise<{ code: string; expiresAt: string }> {
  const code = [...random.bytes(CODE_LENGTH)].map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('')
  const expiresAt = new Date(Date.parse(at) + ENROLMENT_HOURS * 3_600_000).toISOString()
  await db
    .insertInto('enrolment_code')
    .values({
      code_hash: hashOfCode(code),
      created_at: at,
      created_by: createdBy,
      expires_at: expiresAt,
      used_at: null,
      device_id: null,
    })
    .execute()
  return { code: readable(code), expiresAt }
}

interface NewWorkstation {
  readonly id: string
  readonly code: string
  readonly publicKey: Uint8Array
  readonly name: string
  /** The end of the chain that it wrote under an earlier identity. */
  readonly continues?: { readonly deviceSeq: number; readonly chainHash: string } | undefined
}

/**
 * Enrols a workstation with a code. The same code with the same key returns the same workstation again, so that the
 * call can be repeated after a lost answer; with another key the code counts as used up.
 */
export async function enrolDevice(
  writing: Writing,
  { id, code, publicKey, name, continues }: NewWorkstation,
): Promise<Result<Device>> {
  const { db, at } = writing
  const row = await db
    .selectFrom('enrolment_code')
    .selectAll()
    .where('code_hash', '=', hashOfCode(code))
    .executeTakeFirst()
  if (!row) return refuse('enrolment.invalid')
  if (row.device_id !== null) {
    const device = await deviceById(db, row.device_id)
    return device && Buffer.from(device.public_key).equals(publicKey) ? ok(device) : refuse('enrolment.invalid')
  }
  if (row.expires_at <= at) return refuse('enrolment.invalid')
  const { last } = await db
    .selectFrom('device')
    .select((eb) => eb.fn.max('desk_number').as('last'))
    .executeTakeFirstOrThrow()
  const device: Device = {
    id,
    desk_number: (last ?? 0) + 1,
    name,
    public_key: publicKey,
    state: 'active',
    last_seq: continues?.deviceSeq ?? 0,
    last_hash: continues?.chainHash ?? FIRST_PREV_HASH,
    enrolled_at: at,
    last_seen_at: at,
  }
  await db.insertInto('device').values(device).execute()
  await db
    .updateTable('enrolment_code')
    .set({ used_at: at, device_id: id })
    .where('code_hash', '=', row.code_hash)
    .execute()
  writing.audited({
    actor: id,
    device: id,
    action: 'device.enrolled',
    subjectRef: null,
    body: {
      deskNumber: device.desk_number,
      name,
      ...(continues === undefined ? {} : { continuesAfter: continues.deviceSeq }),
    },
  })
  return ok(device)
}

const rowById = prepared((db, { id }: { id: string }) => db.selectFrom('device').selectAll().where('id', '=', id))
export const deviceById = (db: Reading, id: string): Promise<Device | undefined> => rowById.first(db, { id })

export const listDevices = (db: Reading): Promise<Device[]> =>
  db.selectFrom('device').selectAll().orderBy('desk_number').execute()

export const setDeviceState = async ({ db }: Writing, id: string, state: DeviceState): Promise<void> => {
  await db.updateTable('device').set({ state }).where('id', '=', id).execute()
}
