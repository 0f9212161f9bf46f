/** Finds free ports on 127.0.0.1 before the long work of a first start. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'

/** Listens on a port for a moment (0: any free one). Returns the port, or null when it is in use. */
const tryPort = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen({ host: '127.0.0.1', port }, () => {
      const { port: bound } = server.address() as AddressInfo
      server.close(() => resolve(bound))
    })
  })

export const isPortFree = async (port: number): Promise<boolean> => (await tryPort(port)) !== null

/**
 * The port of the central store. It is the port of the last start if that is free, because codes on printed papers
 * contain it. Otherwise it is any free port, which is kept for the next start.
 * @param folder the existing folder of the office
 */
export async function centralPort(folder: string): Promise<number> {
  const file = path.join(folder, 'central-port')
  const last = Number(safely(() => readFileSync(file, 'utf8')))
  const kept = Number.isInteger(last) && last > 0 && last < 65_536 ? await tryPort(last) : null
  const port = kept ?? (await tryPort(0))
  if (port === null) throw new Error('No port is free on 127.0.0.1')
  if (port !== last) writeFileSync(file, String(port))
  return port
}

function safely(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
