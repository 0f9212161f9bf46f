import { ok, type Result } from '../../domain/problem.ts'
import type { ParsedInput } from '../../protocol/desk.ts'
import { loadPaperRenderer } from '../papers/paper-code.ts'
import type { DeskParts } from '../parts.ts'
import { centralToken } from '../session/central-token.ts'
import type { Person } from '../session/session.ts'
import { asPerson } from '../session/as-person.ts'
import type { Group, Handlers } from '../door/handlers.ts'

export function registryProcedures(
  parts: Pick<DeskParts, 'client' | 'sync' | 'blobs' | 'devices'>,
): Handlers<Group<'registry'>> {
  const { client, sync, blobs, devices } = parts
  const page = async ({ from, to }: ParsedInput<'registry.page'>, person: Person): Promise<Result<Uint8Array>> => {
    const token = centralToken(person, sync)
    if (!token.ok) return token
    const fetched = await client.call('registryPage', { from, to }, { token: token.value })
    return fetched.ok ? ok(fetched.value.bytes) : fetched
  }
  return {
    'registry.account': ({ year }, person) => asPerson(parts, person, 'registryYear', { year }),
    'registry.page': async (days, person) => {
      const pdf = await page(days, person)
      if (!pdf.ok) return pdf
      const { pageCountOf } = await loadPaperRenderer()
      return ok({ sha256: blobs.putShown(pdf.value).sha256, pages: await pageCountOf(pdf.value) })
    },
    'registry.printPage': async (days, person) => {
      const pdf = await page(days, person)
      if (!pdf.ok) return pdf
      const { printer, settings } = devices.printer()
      const job = await printer.print(pdf.value, { jobName: 'pagina de registru', ...settings })
      return ok({
        jobId: job.ok ? job.value.jobId : '',
        printer: printer.name,
        state: job.ok ? job.value.state : 'failed',
        duplicate: false,
        problem: job.ok ? null : job.problem,
      })
    },
  }
}
