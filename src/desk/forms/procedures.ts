import { ok, type Result } from '../../domain/problem.ts'
import type { ParsedInput, ProcedureOutput } from '../../protocol/desk.ts'
import { pathOfField } from './form-fields.ts'
import { formOfDraft } from './form-of-draft.ts'
import { loadPaperRenderer } from '../papers/paper-code.ts'
import type { DeskParts } from '../parts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

type Shortfall = ProcedureOutput<'form.previewFilled'>['shortfalls'][number]

/** Forms for people who come without one, empty or filled in; made at the desk, without the network. */
export function formProcedures({ blobs, devices }: Pick<DeskParts, 'blobs' | 'devices'>): Handlers<Group<'form'>> {
  const variantOf = (largePrint: boolean) => (largePrint ? 'large' : 'standard')
  const empty = async ({ kind, largePrint }: ParsedInput<'form.preview'>) => {
    const { emptyFormFor } = await loadPaperRenderer()
    return emptyFormFor(kind, variantOf(largePrint))
  }
  const filled = async ({ kind, largePrint, content }: ParsedInput<'form.previewFilled'>) => {
    const { checkValues, filledFormFor, formFor } = await loadPaperRenderer()
    const variant = variantOf(largePrint)
    const { values, unclear } = formOfDraft(content)
    const without = (fields: readonly string[]) =>
      Object.fromEntries(Object.entries(values).filter(([field]) => !fields.includes(field)))
    const refused = Object.entries(values).flatMap(([field, value]) =>
      checkValues(formFor(kind, variant), { [field]: value }).ok ? [] : [field],
    )
    const made = await filledFormFor(kind, variant, without(refused))
    if (!made.ok) return made
    // left to be filled in by hand, not truncated
    const tooLong = [...refused, ...made.value.notShown]
    const of = (fields: readonly string[], why: Shortfall['why']): Shortfall[] =>
      fields.flatMap((field) => pathOfField(field) ?? []).map((path) => ({ path, why }))
    return ok({
      ...made.value,
      shortfalls: [
        ...unclear.map((path): Shortfall => ({ path, why: 'unclear' })),
        ...of(tooLong, 'too-long'),
        ...of(made.value.notInCode, 'not-in-code'),
      ],
    })
  }
  const print = async (
    { pdf, code }: { readonly pdf: Uint8Array; readonly code: string },
    copies: number,
  ): Promise<Result<ProcedureOutput<'form.print'>>> => {
    const { printer, settings } = devices.printer()
    const job = await printer.print(pdf, { jobName: `formular ${code}`, copies, duplex: settings.duplex })
    return ok({
      jobId: job.ok ? job.value.jobId : '',
      printer: printer.name,
      state: job.ok ? job.value.state : 'failed',
      duplicate: false,
      problem: job.ok ? null : job.problem,
    })
  }
  return {
    'form.preview': async (input) => {
      const { pdf, pages, title } = await empty(input)
      return ok({ sha256: blobs.putShown(pdf).sha256, pages, title })
    },
    'form.print': async ({ copies, ...form }) => print(await empty(form), copies),
    'form.previewFilled': async (input) => {
      const made = await filled(input)
      if (!made.ok) return made
      const { pdf, pages, title, shortfalls } = made.value
      return ok({ sha256: blobs.putShown(pdf).sha256, pages, title, shortfalls })
    },
    'form.printFilled': async ({ copies, ...form }) => {
      const made = await filled(form)
      return made.ok ? print(made.value, copies) : made
    },
  }
}
