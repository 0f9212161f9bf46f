import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ok, problem, refuse } from '../../domain/problem.ts'
import type { Printer } from '../../devices/printer/printer.ts'
import { storedForm } from '../../paper/forms/stored-forms.ts'
import type { DeskParts } from '../parts.ts'
import { formProcedures } from './forms.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const person = { actorId: '00000000-0000-4000-8000-000000000001' } as Parameters<ReturnType<typeof formProcedures>['form.preview']>[1]

function desk(print: Printer['print']) {
  const kept = new Map<string, Uint8Array>()
  const printed: { pdf: Uint8Array; jobName: string; copies: number | undefined }[] = []
  const printer: Printer = {
    name: 'Imprimanta',
    kind: 'folder',
    state: () => Promise.resolve({ ready: true, reasons: [] }),
    print(pdf, options) {
      printed.push({ pdf, jobName: options.jobName, copies: options.copies })
      return print(pdf, options)
    },
  }
  const parts = {
    blobs: { put: (bytes: Uint8Array) => ({ sha256: (kept.set(sha256(bytes), bytes), sha256(bytes)), bytes: bytes.length }) },
    devices: { printer: () => ({ printer, settings: { copies: 1, duplex: true } }) },
  } as unknown as Pick<DeskParts, 'blobs' | 'devices'>
  return { kept, printed, procedures: formProcedures(parts) }
}

describe('an empty form', () => {
  it('is shown as it lies in resources/forms', async () => {
    const { kept, procedures } = desk(() => Promise.resolve(ok({ jobId: '1', state: 'printed' })))
    for (const [kind, code, pages] of [['anonymise', 'ANON', 2], ['revert', 'REVE', 2]] as const) {
      const shown = await procedures['form.preview']({ kind, largePrint: false }, person)
      const file = await storedForm({ code, variant: 'standard' })
      expect(shown).toMatchObject({ ok: true, value: { sha256: sha256(file), pages } })
      expect(kept.get(sha256(file))).toBeDefined()
    }
  })
  it('is printed under a name that says nothing of anybody, as often as wanted', async () => {
    const { printed, procedures } = desk(() => Promise.resolve(ok({ jobId: '7', state: 'printed' })))
    expect(await procedures['form.print']({ kind: 'revert', largePrint: true, copies: 5 }, person)).toEqual(ok({ jobId: '7', printer: 'Imprimanta', state: 'printed', duplicate: false, problem: null }))
    expect(printed).toMatchObject([{ jobName: 'formular REVE', copies: 5 }])
    expect(sha256(printed[0]?.pdf ?? new Uint8Array())).toBe(sha256(await storedForm({ code: 'REVE', variant: 'large' })))
  })
  it('that the printer does not print is said', async () => {
    const { procedures } = desk(() => Promise.resolve(refuse('printer.failed', { reason: 'out-of-paper' })))
    expect(await procedures['form.print']({ kind: 'anonymise', largePrint: false, copies: 1 }, person)).toEqual(ok({ jobId: '', printer: 'Imprimanta', state: 'failed', duplicate: false, problem: problem('printer.failed', { reason: 'out-of-paper' }) }))
  })
})
