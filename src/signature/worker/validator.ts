/**
 * Validation in a thread that can be ended: a file that hangs or uses too much memory gets no verdict itself, and
 * affects no other file. The thread stays warm between files; after it was ended, a new one is started.
 */
import { Worker } from 'node:worker_threads'
import { check } from '../validation/check.ts'
import { noSigners } from '../validation/signer-kind.ts'
import { policy, type ValidationReport } from '../validation/report.ts'
import { type FileEvidence, type Material, noMaterial, readySchema, type Request, responseSchema } from './messages.ts'

export interface ValidatorOptions {
  readonly material?: Material
  /**
   * Milliseconds after which the thread is ended. No verdict depends on it: the reader stops itself by counting its
   * steps, long before. It is there for a fault of ours.
   */
  readonly milliseconds?: number
  /** Megabytes of JavaScript objects; bytes of files and streams are bounded by the reader. */
  readonly megabytes?: number
  /** Told once a thread is ready: which lists are missing or refused, by country. */
  readonly onMaterial?: (problems: readonly string[]) => void
  /** Where the thread's code is, for hosts that bundle it elsewhere. */
  readonly entry?: URL
}

export interface ValidationTask {
  readonly bytes: Uint8Array
  readonly at: Date
  readonly arrival?: Date
  readonly password?: string
  /** Certificates and revocation data that were fetched for this file, DER. */
  readonly evidence?: FileEvidence
}

export interface ValidationOutcome {
  readonly report: ValidationReport
  /** Milliseconds inside the thread; until its end where it was ended. */
  readonly ms: number
  /** Why the thread was ended, if it was. */
  readonly ended?: 'time' | 'memory' | 'fault'
}

export interface Validator {
  /** One file. Tasks given at the same time wait for each other. */
  validate(task: ValidationTask): Promise<ValidationOutcome>
  /** Ends the thread; a running task gets the answer `indeterminate`. */
  close(): Promise<void>
}

/** Verifying and reading all trusted lists of the Union takes some six seconds. */
const startMilliseconds = 60_000
/** Ten times what the steps of a file take on a slow machine. */
const watchMilliseconds = 30_000

export function createValidator(options: ValidatorOptions = {}): Validator {
  const milliseconds = options.milliseconds ?? watchMilliseconds
  const entry = options.entry ?? new URL('./thread.ts', import.meta.url)
  let worker: Worker | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let nextId = 0

  const run = async (task: ValidationTask): Promise<ValidationOutcome> => {
    const current = (worker ??= await startThread(entry, options))
    const request: Request = {
      id: nextId++,
      bytes: task.bytes,
      at: task.at.toISOString(),
      ...(task.arrival === undefined ? {} : { arrival: task.arrival.toISOString() }),
      ...(task.password === undefined ? {} : { password: task.password }),
      ...(task.evidence === undefined ? {} : { evidence: task.evidence }),
    }
    const started = performance.now()
    return new Promise((resolve) => {
      const finish = (outcome: ValidationOutcome) => {
        clearTimeout(timer)
        current.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit')
        current.unref()
        resolve(outcome)
      }
      const end = (ended: 'time' | 'memory' | 'fault') => {
        if (worker === current) worker = undefined
        finish({ report: unanswered(task.at, ended), ms: performance.now() - started, ended })
        // An error may still arrive while the thread ends; no caller waits for it.
        current.on('error', () => undefined)
        void current.terminate()
      }
      const timer = setTimeout(() => {
        end('time')
      }, milliseconds)
      current.ref()
      current.on('message', (message: unknown) => {
        const response = responseSchema.parse(message)
        if (response.id === request.id) finish({ report: response.report, ms: response.ms })
      })
      current.on('error', (fault) => {
        end('code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'fault')
      })
      current.on('exit', () => {
        end('fault')
      })
      current.postMessage(request)
    })
  }

  return {
    validate(task) {
      const outcome = queue.then(() => run(task))
      queue = outcome.catch(() => undefined)
      return outcome
    },
    async close() {
      const current = worker
      worker = undefined
      await current?.terminate()
    },
  }
}

function unanswered(at: Date, ended: 'time' | 'memory' | 'fault'): ValidationReport {
  const limit = ended === 'time' ? 'milliseconds' : ended
  return {
    policy,
    validationTime: at.toISOString(),
    verdict: ended === 'fault' ? 'error' : 'indeterminate',
    checks: [check('limits-kept', false, { limit })],
    signatures: [],
    signers: noSigners,
    trustedLists: [],
  }
}

/** A thread that has read its material: trusted lists of all countries take seconds, which are not the file's. */
async function startThread(entry: URL, options: ValidatorOptions): Promise<Worker> {
  const started = new Worker(entry, {
    workerData: options.material ?? noMaterial,
    resourceLimits: {
      maxOldGenerationSizeMb: options.megabytes ?? 320,
      maxYoungGenerationSizeMb: 32,
      stackSizeMb: 4,
    },
  })
  const ready = await new Promise<readonly string[] | undefined>((resolve) => {
    const timer = setTimeout(() => {
      resolve(undefined)
    }, startMilliseconds)
    started.once('message', (message: unknown) => {
      clearTimeout(timer)
      resolve(readySchema.parse(message).problems)
    })
    started.once('error', () => {
      clearTimeout(timer)
      resolve(undefined)
    })
  })
  if (!ready) {
    await started.terminate()
    throw new Error('the validation thread did not start')
  }
  options.onMaterial?.(ready)
  started.removeAllListeners('error').unref()
  return started
}
