/** A workstation makes itself known, and a person signs in at it. */
import { z } from 'zod'
import { ok } from '../../../domain/problem.ts'
import {
  enrolInput,
  enrolOutput,
  grantedSession,
  hello,
  PROTOCOL_VERSION,
  signInInput,
} from '../../../protocol/sync.ts'
import { endSession, renewSession, signIn } from '../../sessions/sign-in.ts'
import { readHead } from '../../store/change-feed.ts'
import { ed25519PublicKey, enrolDevice } from '../../store/repositories/workstations.ts'
import { route } from '../route.ts'
import type { RouteServices } from '../services.ts'

const nothing = z.object({})

export function workstationRoutes({ store, random, now, identity, decoyHash }: RouteServices) {
  const greeting = async (): Promise<z.infer<typeof hello>> => {
    const { position: head } = await store.read(readHead)
    return { ...identity, protocol: PROTOCOL_VERSION, minimumProtocol: PROTOCOL_VERSION, serverTime: now(), head }
  }
  return {
    hello: route('hello', { output: hello, run: async () => ok(await greeting()) }),
    enrol: route('enrol', {
      body: enrolInput,
      output: enrolOutput,
      perMinute: 20,
      run: async ({ body }) => {
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
    }),
    signIn: route('signIn', {
      body: signInInput,
      output: grantedSession,
      perMinute: 120,
      run: ({ device, body }) => signIn({ store, random, decoyHash }, device.id, body),
    }),
    renewSession: route('renewSession', {
      output: grantedSession,
      run: async ({ person }) => ok(await store.write((writing) => renewSession(writing, person, person.token))),
    }),
    signOut: route('signOut', {
      output: nothing,
      run: async ({ person }) => {
        await store.write((writing) => endSession(writing, person))
        return ok({})
      },
    }),
  }
}
