/** Many files one after the other, with progress, and a stop that takes effect between files. */
import type { Fetcher } from '../network/fetch.ts'
import { type OnlineOutcome, validateOnline } from './online.ts'
import { createValidator, type ValidationTask, type Validator, type ValidatorOptions } from './validator.ts'

export interface BatchFile {
  readonly name: string
  /** Read when its turn comes, so that a batch never holds more than one file. */
  read(): Promise<Uint8Array>
}

export interface BatchResult {
  readonly name: string
  /** Undefined: the file could not be read. */
  readonly outcome: OnlineOutcome | undefined
}

export interface BatchOptions extends ValidatorOptions {
  readonly at: Date
  readonly arrival?: Date
  readonly password?: string
  readonly signal?: AbortSignal
  /** With it, what is missing is fetched; without it nothing leaves this machine. */
  readonly network?: { readonly fetcher: Fetcher; readonly randomBytes: (length: number) => Uint8Array }
  /** Called after each file. */
  readonly onProgress?: (done: number, total: number, result: BatchResult) => void
}

/** Results in the order of the files; fewer when stopped. */
export async function validateBatch(files: readonly BatchFile[], options: BatchOptions): Promise<BatchResult[]> {
  const { at, arrival, password } = options
  const validator = createValidator(options)
  const results: BatchResult[] = []
  try {
    for (const file of files) {
      if (options.signal?.aborted === true) break
      const bytes = await file.read().catch(() => undefined)
      const outcome =
        bytes &&
        (await validateOne(
          { bytes, at, ...(arrival === undefined ? {} : { arrival }), ...(password === undefined ? {} : { password }) },
          validator,
          options,
        ))
      const result = { name: file.name, outcome }
      results.push(result)
      options.onProgress?.(results.length, files.length, result)
    }
  } finally {
    await validator.close()
  }
  return results
}

async function validateOne(
  task: ValidationTask,
  validator: Validator,
  { network, signal }: BatchOptions,
): Promise<OnlineOutcome> {
  if (network) return validateOnline(task, { validator, ...network, ...(signal ? { signal } : {}) })
  return { ...(await validator.validate(task)), fetched: [], failures: [] }
}
