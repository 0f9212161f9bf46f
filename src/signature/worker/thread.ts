/** The thread in which files are validated. It keeps no state between files, so it can be ended at any moment. */
import { parentPort, workerData } from 'node:worker_threads'
import { validatePdf } from '../validation/validate-pdf.ts'
import { prepareMaterial, withEvidence } from './material.ts'
import { materialSchema, requestSchema, type Response } from './messages.ts'

const { problems, ...material } = await prepareMaterial(materialSchema.parse(workerData))
parentPort?.postMessage({ ready: true, problems })

parentPort?.on('message', (message: unknown) => {
  const request = requestSchema.parse(message)
  const started = performance.now()
  const report = validatePdf(request.bytes, {
    ...withEvidence(material, request.evidence),
    at: new Date(request.at),
    ...(request.arrival === undefined ? {} : { arrival: new Date(request.arrival) }),
    ...(request.password === undefined ? {} : { password: request.password }),
  })
  const response: Response = { id: request.id, ms: performance.now() - started, report }
  parentPort?.postMessage(response)
})
