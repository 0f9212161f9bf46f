/** A line of a few bytes a second between a desk and the central store: what a desk sends is held back to its speed. */
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'

export interface ThinLine {
  readonly url: string
  close(): Promise<void>
}

/** @param bytesPerSecond towards the central store; answers come back at once */
export async function thinLine(target: string, bytesPerSecond: number): Promise<ThinLine> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const server = createServer((desk) => {
    const centre = connect({ host: hostname, port: Number(port) })
    for (const socket of [desk, centre]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    centre.pipe(desk)
    desk.on('close', () => centre.destroy())
    desk.on('data', (chunk) => {
      desk.pause()
      setTimeout(
        () => {
          centre.write(chunk)
          desk.resume()
        },
        (chunk.length / bytesPerSecond) * 1000,
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
