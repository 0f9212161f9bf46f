/** One listener for the workstations and, where it is configured, another one for the public. */
import { CENTRAL } from '../../protocol/central.ts'
import type { Call } from '../../protocol/central/call.ts'
import type { CentralHandlers } from './route.ts'
import { buildServer, type ServerServices } from './server.ts'

export interface ListenerOptions {
  readonly host: string
  readonly port: number
  readonly trustedProxies?: readonly string[]
  readonly publicListener?: { readonly host: string; readonly port: number }
}

/** More connections at once are refused by the public listener; the workstations have their own. */
const PUBLIC_CONNECTIONS = 500

const callsOf = (isWanted: (call: Call) => boolean) =>
  Object.fromEntries(Object.entries(CENTRAL as Record<string, Call>).filter(([, call]) => isWanted(call)))

/** Starts to listen; the answer has the addresses of both, which are the same where there is only one. */
export async function startListeners(
  services: ServerServices,
  { host, port, trustedProxies = [], publicListener }: ListenerOptions,
  handlers: CentralHandlers,
): Promise<{ url: string; publicUrl: string; close(): Promise<void> }> {
  const given = { ...services, trustedProxies }
  const all = handlers as unknown as Parameters<typeof buildServer>[2]
  if (!publicListener) {
    const server = await buildServer(given, CENTRAL, handlers)
    const url = await server.listen({ host, port })
    return { url, publicUrl: url, close: () => server.close() }
  }
  const inside = await buildServer(
    given,
    callsOf((call) => call.listener !== 'public'),
    all,
  )
  const outside = await buildServer(
    given,
    callsOf((call) => call.listener === 'public'),
    all,
  )
  outside.server.maxConnections = PUBLIC_CONNECTIONS
  const url = await inside.listen({ host, port })
  try {
    const publicUrl = await outside.listen(publicListener)
    return { url, publicUrl, close: async () => void (await Promise.all([inside.close(), outside.close()])) }
  } catch (error) {
    await inside.close()
    throw error
  }
}
