import { ok } from '../../domain/problem.ts'
import type { ParsedInput } from '../../protocol/desk.ts'
import { pressCode } from '../papers/paper-code.ts'
import type { DeskParts } from '../parts.ts'
import type { Group, Handlers } from './handlers.ts'

/** Empty forms for the people who come without one; made here, so the network is not asked. */
export function formProcedures({ blobs, devices }: Pick<DeskParts, 'blobs' | 'devices'>): Handlers<Group<'form'>> {
  const made = async ({ kind, largePrint }: ParsedInput<'form.preview'>) => {
    const { emptyFormFor } = await pressCode()
    return emptyFormFor(kind, largePrint ? 'large' : 'standard')
  }
  return {
    'form.preview': async (input) => {
      const { pdf, pages, title } = await made(input)
      return ok({ sha256: blobs.put(pdf).sha256, pages, title })
    },
    'form.print': async ({ copies, ...form }) => {
      const { pdf, code } = await made(form)
      const { printer, settings } = devices.printer()
      const job = await printer.print(pdf, { jobName: `formular ${code}`, copies, duplex: settings.duplex })
      return ok({ jobId: job.ok ? job.value.jobId : '', printer: printer.name, state: job.ok ? job.value.state : 'failed', duplicate: false, problem: job.ok ? null : job.problem })
    },
  }
}
