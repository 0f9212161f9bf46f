/** Many files one after the other, with progress, and a stop that takes effect between files. */
import { createValidator, type ValidationOutcome, type ValidatorOptions } from './validator.ts'

export interface BatchFile {
  readonly name: string
  /** Read when its turn comes, so that a batch never holds more than one file. */
  read(): Promise<Uint8Array>
}

export interface BatchResult {
  readonly name: string
  /** Undefined: the file could not be read. */
  readonly outcome: ValidationOutcome | undefined
}

export interface BatchOptions extends ValidatorOptions {
  readonly at: Date
  readonly arrival?: Date
  readonly password?: string
  readonly signal?: AbortSignal
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
      const outcome = bytes && (await validator.validate({ bytes, at, ...(arrival === undefined ? {} : { arrival }), ...(password === undefined ? {} : { password }) }))
      const result = { name: file.name, outcome }
      results.push(result)
      options.onProgress?.(results.length, files.length, result)
    }
  } finally {
    await validator.close()
  }
  return results
}
