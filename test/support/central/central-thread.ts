/**
 * A central store in its own thread, as it is a separate process in production, so that its work does not block the
 * desk. Receives a folder, returns address and enrolment code.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { startCentral } from '../../../src/central/central.ts'
import { writeHouse } from './house-json.ts'

const { dataDir } = workerData as { dataDir: string }
// The filled store is no demonstration.
writeHouse(dataDir)
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
