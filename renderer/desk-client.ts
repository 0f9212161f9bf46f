/** The renderer's only way to call its desk: every procedure of the contract, with typed input and parsed output. */
import {
  PROCEDURES,
  deskEvent,
  storedBytes,
  type DeskEvent,
  type ProcedureInput,
  type ProcedureName,
  type ProcedureOutput,
} from '../src/protocol/desk.ts'
import { problem, type Result } from '../src/domain/problem.ts'
import { resultOf } from '../src/protocol/problem.ts'
import type { z } from 'zod'

export interface Subscription {
  /** Whether the desk process itself can be reached. `sync.status` covers the central store. */
  readonly onConnection: (connected: boolean) => void
  readonly onEvent: (event: unknown) => void
}

/** `name` is included in a refusal, so that the clerk knows which of several files it concerns. */
interface Upload {
  readonly name?: string
  readonly onProgress?: (sent: number, total: number) => void
}

/**
 * What a host implements: the browser host over loopback HTTP, Electron over its preload bridge. Returns unparsed JSON.
 */
export interface Transport {
  call(procedure: ProcedureName, input: unknown): Promise<unknown>
  subscribe(subscription: Subscription): () => void
  putBytes(bytes: Blob, upload?: Upload): Promise<unknown>
  bytesUrl(sha256: string): string
}

export interface DeskClient {
  call<P extends ProcedureName>(procedure: P, input: ProcedureInput<P>): Promise<Result<ProcedureOutput<P>>>
  subscribe(listener: (event: DeskEvent) => void, onConnection: (connected: boolean) => void): () => void
  putBytes(bytes: Blob, upload?: Upload): Promise<Result<z.infer<typeof storedBytes>>>
  bytesUrl(sha256: string): string
}

/** An answer that breaks the contract is a bug of ours. It is reported with its place and without its values. */
function parseAnswer<S extends z.ZodType>(schema: S, answer: unknown, place: string): Result<z.output<S>> {
  const parsed = resultOf(schema).safeParse(answer)
  if (parsed.success) return parsed.data as Result<z.output<S>>
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  return { ok: false, problem: problem('unexpected', { reference: `${place}:${where}` }) }
}

export function createDeskClient(transport: Transport): DeskClient {
  return {
    async call(procedure, input) {
      try {
        return parseAnswer(PROCEDURES[procedure].output, await transport.call(procedure, input), procedure) as Result<
          ProcedureOutput<typeof procedure>
        >
      } catch {
        return { ok: false, problem: problem('cache.unavailable') }
      }
    },
    subscribe(listener, onConnection) {
      return transport.subscribe({
        onConnection,
        onEvent: (event) => {
          const parsed = deskEvent.safeParse(event)
          if (parsed.success) listener(parsed.data)
        },
      })
    },
    async putBytes(bytes, upload) {
      try {
        return parseAnswer(storedBytes, await transport.putBytes(bytes, upload), 'bytes')
      } catch {
        return { ok: false, problem: problem('cache.unavailable') }
      }
    },
    bytesUrl: (sha256) => transport.bytesUrl(sha256),
  }
}
