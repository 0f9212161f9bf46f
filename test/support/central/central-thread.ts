/**
 * A central store on a thread of its own, as it is a process of its own in the house: what it does must not wait for
 * the desk. Folder in, address and enrolment code out.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { startCentral } from '../../../src/central/central.ts'

const { dataDir } = workerData as { dataDir: string }
const central = await startCentral({ dataDir, host: '127.0.0.1', port: 0, demonstration: true })
const { code } = await central.issueEnrolmentCode()
parentPort?.postMessage({ url: central.url, code })
parentPort?.once('message', () => {
  const { user, system } = process.threadCpuUsage()
  void central.close().then(() => {
    parentPort?.postMessage({ processorMs: (user + system) / 1000 })
    parentPort?.close()
  })
})
