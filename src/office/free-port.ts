/** Ports of 127.0.0.1, asked for before the long work of a first start. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'

/** Listens for a moment on a port (0: any); the port, or null where it is taken. */
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
 * The central store's port: the one of the last start where it is free, since papers of then carry it in their code;
 * else a free one, kept for the next start.
 * @param folder the office's folder, which exists
 */
export async function centralPort(folder: string): Promise<number> {
  const file = path.join(folder, 'central-port')
  const last = Number(safely(() => readFileSync(file, 'utf8')))
  const kept = Number.isInteger(last) && last > 0 && last < 65_536 ? await tryPort(last) : null
  const port = kept ?? (await tryPort(0))
  if (port === null) throw new Error('there is no free port on 127.0.0.1')
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
