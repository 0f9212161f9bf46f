/** A workstation makes itself known, and a person signs in at it. */
import type { z } from 'zod'
import { ok } from '../../../domain/problem.ts'
import { PROTOCOL_VERSION } from '../../../protocol/central/limits.ts'
import type { hello, sessionCalls } from '../../../protocol/central/session.ts'
import { endSession, renewSession, signIn } from '../../people/sign-in.ts'
import { readHead } from '../../store/change-feed.ts'
import { ed25519PublicKey, enrolDevice } from '../../workstations/workstations.ts'
import type { Handlers } from '../route.ts'
import type { RouteServices } from '../services.ts'

export function sessionHandlers({
  store,
  random,
  now,
  identity,
  decoyHash,
  minimumProtocol,
}: RouteServices): Handlers<typeof sessionCalls> {
  const greeting = async (): Promise<z.infer<typeof hello>> => {
    const { position: head } = await store.read(readHead)
    return { ...identity, protocol: PROTOCOL_VERSION, minimumProtocol, serverTime: now(), head }
  }
  return {
    hello: async () => ok(await greeting()),
    enrol: async ({ body }) => {
      const publicKey = ed25519PublicKey(body.publicKey)
      if (!publicKey.ok) return publicKey
      const device = await store.write((writing) =>
        enrolDevice(writing, {
          id: random.id(Date.parse(writing.at)),
          code: body.code,
          publicKey: publicKey.value,
          name: body.name,
        }),
      )
      if (!device.ok) return device
      const { id: deviceId, desk_number: deskNumber, name: deskName } = device.value
      return ok({ ...(await greeting()), deviceId, deskNumber, deskName })
    },
    signIn: ({ device, body }) => signIn({ store, random, decoyHash }, device.id, body),
    renewSession: async ({ person }) => ok(await store.write((writing) => renewSession(writing, person, person.token))),
    signOut: async ({ person }) => {
      await store.write((writing) => endSession(writing, person))
      return ok({})
    },
  }
}
