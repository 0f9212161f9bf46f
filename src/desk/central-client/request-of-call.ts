/** What a call looks like on the wire: its contract and its input as method, target and body. */
import { CENTRAL, type CallName } from '../../protocol/central.ts'
import type { Call } from '../../protocol/central/call.ts'

export interface WireRequest {
  readonly method: Call['method']
  /** Path and query, as signed and sent. */
  readonly target: string
  readonly body: Uint8Array | undefined
  readonly contentType: 'application/json' | 'application/octet-stream'
}

type Fields = Readonly<Record<string, unknown>>

/** A field of a path or a query is text: any other type is a bug of the caller. */
function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new TypeError(`no text for ${name}`)
}

/** Each field goes where the contract declares it: first the path, then the query, and what is left is the body. */
export function requestOfCall(name: CallName, input: object): WireRequest {
  const { method, path, query, body }: Call = CENTRAL[name]
  const left = new Map(Object.entries(input as Fields))
  const take = (field: string): unknown => {
    const value = left.get(field)
    left.delete(field)
    return value
  }
  const filled = path.replace(/:(\w+)/g, (_whole, field: string) => encodeURIComponent(textOf(field, take(field))))
  const search = new URLSearchParams()
  for (const field of Object.keys(query?.shape ?? {})) {
    const value = take(field)
    if (value !== undefined) search.set(field, textOf(field, value))
  }
  const target = search.size === 0 ? filled : `${filled}?${search.toString()}`
  if (body === 'bytes')
    return { method, target, body: take('bytes') as Uint8Array, contentType: 'application/octet-stream' }
  const json = body === undefined ? undefined : Buffer.from(JSON.stringify(Object.fromEntries(left)))
  return { method, target, body: json, contentType: 'application/json' }
}
