import { afterAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../files/sha256.ts'
import { ok, problem, refuse } from '../../domain/problem.ts'
import type { Printer } from '../../devices/printer/printer.ts'
import { readFormValues } from '../../paper/forms/read-values.ts'
import { storedForm } from '../../paper/forms/stored-forms.ts'
import { readFileBytes } from '../../paper/reading/read-file.ts'
import { openTools } from '../../paper/reading/tools.ts'
import { draftContent } from '../../protocol/desk.ts'
import { proposalsOfReading } from '../reading/proposals-of-reading.ts'
import type { DeskParts } from '../parts.ts'
import { formProcedures } from './procedures.ts'

const sha256 = (bytes: Uint8Array) => sha256Hex(bytes)
const person = { actorId: '00000000-0000-4000-8000-000000000001' } as Parameters<
  ReturnType<typeof formProcedures>['form.preview']
>[1]

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
    blobs: {
      putShown: (bytes: Uint8Array) => ({
        sha256: (kept.set(sha256(bytes), bytes), sha256(bytes)),
        bytes: bytes.length,
      }),
    },
    devices: { printer: () => ({ printer, settings: { copies: 1, duplex: true } }) },
  } as unknown as Pick<DeskParts, 'blobs' | 'devices'>
  return { kept, printed, procedures: formProcedures(parts) }
}

describe('an empty form', () => {
  it('is shown exactly as in resources/forms', async () => {
    const { kept, procedures } = desk(() => Promise.resolve(ok({ jobId: '1', state: 'printed' })))
    for (const [kind, code, pages] of [
      ['anonymise', 'ANON', 2],
      ['revert', 'REVE', 2],
    ] as const) {
      const shown = await procedures['form.preview']({ kind, largePrint: false }, person)
      const file = await storedForm({ code, variant: 'standard' })
      expect(shown).toMatchObject({ ok: true, value: { sha256: sha256(file), pages } })
      expect(kept.get(sha256(file))).toBeDefined()
    }
  })
  it('is printed under a job name without personal data, in as many copies as wanted', async () => {
    const { printed, procedures } = desk(() => Promise.resolve(ok({ jobId: '7', state: 'printed' })))
    expect(await procedures['form.print']({ kind: 'revert', largePrint: true, copies: 5 }, person)).toEqual(
      ok({ jobId: '7', printer: 'Imprimanta', state: 'printed', duplicate: false, problem: null }),
    )
    expect(printed).toMatchObject([{ jobName: 'formular REVE', copies: 5 }])
    expect(sha256(printed[0]?.pdf ?? new Uint8Array())).toBe(
      sha256(await storedForm({ code: 'REVE', variant: 'large' })),
    )
  })
  it('that the printer does not print is reported', async () => {
    const { procedures } = desk(() => Promise.resolve(refuse('printer.failed', { reason: 'out-of-paper' })))
    expect(await procedures['form.print']({ kind: 'anonymise', largePrint: false, copies: 1 }, person)).toEqual(
      ok({
        jobId: '',
        printer: 'Imprimanta',
        state: 'failed',
        duplicate: false,
        problem: problem('printer.failed', { reason: 'out-of-paper' }),
      }),
    )
  })
})

const CONTENT = draftContent.parse({
  kind: 'anonymise',
  capacity: 'proxy',
  requestedDay: '23.11.2026',
  holder: {
    surname: 'Ștefănescu-Țîru',
    givenNames: 'Ana-Măriuca',
    cnp: '2850615220019',
    phone: '0712345678',
    address: 'Iași, str. Vasile Lupu nr. 12',
    email: 'ana@example.ro',
  },
  representative: { surname: 'Âncuța', givenNames: 'Ion', cnp: '1800101220021', phone: '0799123456' },
  document: { type: 'passport', series: 'MZ', number: '123456', validUntil: '15.06.2031' },
})
const filledWith = async (content: typeof CONTENT, largePrint = false) => {
  const { kept, printed, procedures } = desk(() => Promise.resolve(ok({ jobId: '9', state: 'printed' })))
  const shown = await procedures['form.previewFilled']({ kind: 'anonymise', largePrint, content }, person)
  if (!shown.ok) throw new Error(shown.problem.code)
  return { ...shown.value, pdf: kept.get(shown.value.sha256) ?? new Uint8Array(), printed, procedures }
}

describe('a form filled in from the screen', async () => {
  const tools = await openTools()
  afterAll(() => tools.text.close())

  for (const largePrint of [false, true])
    it(
      `comes back from the scanner with every value that was on the screen${largePrint ? ', in large print too' : ''}`,
      { timeout: 120_000 },
      async () => {
        const { pdf, pages, shortfalls } = await filledWith(CONTENT, largePrint)
        expect(shortfalls).toEqual([])
        const read = new Map<string, string>()
        for (let page = 1; page <= pages; page++) {
          const back = await readFileBytes(tools, { bytes: pdf, name: 'scan', page, today: '2026-11-23' })
          if (!back.ok) throw new Error(back.problem.code)
          const found = proposalsOfReading('01902f3a-0000-7000-8000-000000000001', back.value)
          expect(found.form?.kind).toBe('anonymise')
          // nothing is ticked or signed for anybody but whose capacity and document it is
          expect(
            found.marks.filter(
              ({ field, value }) =>
                !['solicitant.calitate', 'act.tip'].includes(field) && value !== '' && value !== 'unsigned',
            ),
          ).toEqual([])
          for (const { path, value, source } of found.proposals)
            if (source === 'form-code' || source === 'form-field') read.set(path, value)
        }
        expect(Object.fromEntries(read)).toEqual({
          'holder.surname': 'Ștefănescu-Țîru',
          'holder.givenNames': 'Ana-Măriuca',
          'holder.cnp': '2850615220019',
          'holder.phone': '0712345678',
          'holder.address': 'Iași, str. Vasile Lupu nr. 12',
          'holder.email': 'ana@example.ro',
          capacity: 'proxy',
          'representative.surname': 'Âncuța',
          'representative.givenNames': 'Ion',
          'representative.cnp': '1800101220021',
          'representative.phone': '0799123456',
          'document.type': 'passport',
          'document.series': 'MZ',
          'document.number': '123456',
          'document.validUntil': '15.06.2031',
          requestedDay: '23.11.2026',
        })
      },
    )

  it('leaves out what is too long or invalid, reports it, and encodes nothing that the paper does not show', async () => {
    const holder = { ...CONTENT.holder, surname: 'W'.repeat(79), givenNames: 'x'.repeat(200), cnp: '2850615220018' }
    const { shortfalls, pdf } = await filledWith({ ...CONTENT, holder })
    expect(shortfalls).toEqual([
      { path: 'holder.cnp', why: 'unclear' },
      { path: 'holder.givenNames', why: 'too-long' },
      { path: 'holder.surname', why: 'too-long' },
    ])
    const values = await readFormValues(pdf)
    if (!values.ok || values.value === null) throw new Error('no form')
    expect(values.value.values).not.toHaveProperty('titular.nume')
    expect(values.value.values).not.toHaveProperty('titular.cnp')
    const back = await readFileBytes(tools, { bytes: pdf, name: 'scan', page: 2, today: '2026-11-23' })
    const carried = back.ok
      ? back.value.reading.values.filter(({ source }) => source === 'code').map(({ field }) => field)
      : []
    expect(carried).toContain('titular.domiciliu')
    expect(carried).not.toContain('titular.nume')
  })

  it('reports what does not fit into the code', async () => {
    const address = 'Щ'.repeat(290)
    const { shortfalls } = await filledWith({ ...CONTENT, holder: { ...CONTENT.holder, address } }, true)
    expect(shortfalls).toEqual([
      { path: 'holder.address', why: expect.stringMatching(/^(too-long|not-in-code)$/) as unknown },
    ])
  })

  it('is printed once, as it was shown, under a job name without personal data', async () => {
    const { procedures, printed, pdf } = await filledWith(CONTENT)
    expect(
      await procedures['form.printFilled'](
        { kind: 'anonymise', largePrint: false, content: CONTENT, copies: 1 },
        person,
      ),
    ).toMatchObject(ok({ jobId: '9', state: 'printed', problem: null }))
    expect(printed).toMatchObject([{ jobName: 'formular ANON', copies: 1 }])
    expect(sha256(printed[0]?.pdf ?? new Uint8Array())).toBe(sha256(pdf))
  })
})
