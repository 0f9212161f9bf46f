/**
 * The first pull of a new desk: 100,000 requests from a central store over loopback into an encrypted cache, until all
 * can be searched and sorted.
 */
import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { openTestDesk, temporaryFolder } from '../support/desk-and-central.ts'
import { fillStore } from '../support/central/filled-store.ts'
import { SCANNED_REQUEST } from '../support/generated-requests.ts'

const TODAY = '2026-11-23'
const LOOK_EVERY_MS = 20

export async function run(args: string[]): Promise<Record<string, number>> {
  const count = Number(args[0] ?? 100_000)
  const central = temporaryFolder('bench-central')
  const desk = temporaryFolder('bench-desk')
  try {
    await fillStore(central.folder, { count, today: TODAY, scan: SCANNED_REQUEST })
    const thread = new Worker(new URL('../support/central/central-thread.ts', import.meta.url), {
      workerData: { dataDir: central.folder },
    })
    const [{ url, code }] = (await once(thread, 'message')) as [{ url: string; code: string }]
    const spent = process.threadCpuUsage()
    const began = performance.now()
    const opened = await openTestDesk(path.join(desk.folder), url, { enrolmentCode: code })
    let longest = 0
    for (;;) {
      const asked = performance.now()
      const status = await opened.call('sync.status', {})
      if (!status.ok) throw new Error(status.problem.code)
      if (status.value.cursor >= count && status.value.cursor === status.value.head && status.value.state === 'online')
        break
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      longest = Math.max(longest, performance.now() - asked - LOOK_EVERY_MS)
    }
    const took = performance.now() - began
    const { user, system } = process.threadCpuUsage(spent)
    const found = await opened.call('sync.status', {})
    await opened.close()
    thread.postMessage('close')
    const [{ processorMs }] = (await once(thread, 'message')) as [{ processorMs: number }]
    return {
      requests: count,
      'first pull, ms': took,
      'processor time at the desk, ms': (user + system) / 1000,
      'processor time at the central store, ms': processorMs,
      'longest time the desk did not answer, ms': longest,
      cursor: found.ok ? found.value.cursor : -1,
    }
  } finally {
    central.remove()
    desk.remove()
  }
}
