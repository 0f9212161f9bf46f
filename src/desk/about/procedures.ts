import { ok } from '../../domain/problem.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import { PROTOCOL_VERSION } from '../../protocol/central/limits.ts'
import type { DeskParts } from '../parts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

export interface AboutFacts {
  readonly version: string
  readonly host: 'electron' | 'browser'
  readonly keyStore: string
  /** The data folder. */
  readonly folder: string
  readonly demonstrationLogins: ProcedureOutput<'desk.about'>['demonstrationLogins']
}

export const aboutProcedures = (
  { settings, journal, cacheBytes }: DeskParts,
  facts: AboutFacts,
): Handlers<Group<'desk'>> => ({
  'desk.about': () => {
    const enrolment = settings.get('enrolment')
    const demonstration = settings.get('demonstration') ?? false
    return ok({
      deskNumber: enrolment?.deskNumber ?? null,
      deskName: enrolment?.deskName ?? null,
      version: facts.version,
      protocol: PROTOCOL_VERSION,
      storeId: enrolment?.storeId ?? null,
      epoch: enrolment?.epoch ?? null,
      demonstration,
      house: settings.get('house'),
      demonstrationLogins: demonstration ? facts.demonstrationLogins : [],
      host: facts.host,
      keyStore: facts.keyStore,
      journalBytes: journal.bytes(),
      cacheBytes: cacheBytes(),
      runtime: `node ${process.versions.node}`,
    })
  },
})
