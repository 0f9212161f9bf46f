/** New contact facts of the applicant: the representative where there is one, else the holder. Always applies. */
import { ok } from '../../domain/problem.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { columns } from '../store/requests.ts'
import type { Handler } from './command.ts'

export const updateContact: Handler<'update-contact'> = (_context, request, { contact }) => {
  const representative = columns.representative(request.representative)
  const set = representative
    ? { representative: canonicalJson({ ...representative, contact }) }
    : { holder: canonicalJson({ ...columns.holder(request.holder), contact }) }
  return Promise.resolve(ok({ set }))
}
