/**
 * The network line of one workstation to the central store. It can be cut, or keep sending while nothing comes back.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Line {
  readonly url: string
  readonly cut: () => void
  readonly mend: () => void
  /** What the workstation sends still arrives; answers and events are held back. */
  readonly hold: () => void
  readonly release: () => void
  readonly close: () => Promise<void>
}

export async function layLine(centralUrl: string): Promise<Line> {
  const target = new URL(centralUrl)
  const pairs = new Set<readonly [Socket, Socket]>()
  let whole = true
  let held = false
  const server = createServer((desk) => {
    if (!whole) return void desk.destroy()
    const central = connect(Number(target.port), target.hostname)
    const pair = [desk, central] as const
    pairs.add(pair)
    desk.pipe(central)
    if (held) central.pause()
    else central.pipe(desk)
    for (const end of pair) {
      end.on('error', () => undefined)
      end.on('close', () => {
        pairs.delete(pair)
        desk.destroy()
        central.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cutAll = () => {
    for (const [desk, central] of pairs) {
      desk.destroy()
      central.destroy()
    }
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      whole = false
      cutAll()
    },
    mend: () => {
      whole = true
    },
    hold: () => {
      held = true
      for (const [desk, central] of pairs) {
        central.unpipe(desk)
        central.pause()
      }
    },
    release: () => {
      held = false
      for (const [desk, central] of pairs) central.pipe(desk)
    },
    close: () => {
      cutAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
