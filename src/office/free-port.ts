/** Whether a port of 127.0.0.1 can be listened on; asked before the long work of a first start. */
import { createServer } from 'node:net'

export const isPortFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(true)))
  })
