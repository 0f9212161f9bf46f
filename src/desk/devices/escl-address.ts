/** A scanner's address as a person types it. */
import { refuse, ok, type Result } from '../../domain/problem.ts'
import type { ScannerChoice } from '../../protocol/desk.ts'

/**
 * `10.0.0.7`, `scanner.local:8080`, `https://scanner/eSCL` → the root of its eSCL resources. Refuses with
 * input.invalid.
 */
export function scannerAt(typed: string): Result<Extract<ScannerChoice, { kind: 'escl' }>> {
  const text = typed.trim()
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (
    url === null ||
    url.hostname === '' ||
    url.username !== '' ||
    url.password !== '' ||
    /\s/.test(text) ||
    !/^https?:$/.test(url.protocol)
  )
    return refuse('input.invalid', { issues: [{ path: 'address', message: 'address' }] })
  const root = url.pathname.replace(/\/+$/, '') || '/eSCL'
  return ok({ kind: 'escl', name: url.hostname.slice(0, 120), url: `${url.origin}${root}` })
}
