/**
 * `GET /verify/<code>`: a page for whoever holds a paper, in Romanian, or in English for browsers that ask for it. It
 * shows what the paper shows and nothing more.
 */
import { ok } from '../../../domain/problem.ts'
import { parseVerificationCode } from '../../../domain/papers/verification-code.ts'
import { sealedPaperByCode } from '../sealed-papers.ts'
import type { paperCalls } from '../../../protocol/central/papers.ts'
import type { Handlers } from '../../http/route.ts'
import type { RouteServices } from '../../http/services.ts'
import { languageOf, verificationPage } from './page.ts'

export function verificationHandlers({ store, houseName }: RouteServices): Handlers<Pick<typeof paperCalls, 'verify'>> {
  return {
    verify: async ({ params, query, headers }) => {
      const language = query.lang ?? languageOf(headers['accept-language'])
      const code = parseVerificationCode(params.code)
      const paper = code.ok ? await store.read((db) => sealedPaperByCode(db, code.value)) : undefined
      return ok({
        status: paper ? 200 : 404,
        content: verificationPage(language, paper, houseName),
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-language': language,
          vary: 'accept-language',
          'x-robots-tag': 'noindex',
        },
      })
    },
  }
}
