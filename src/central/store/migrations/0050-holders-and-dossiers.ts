import { bytes, day, instant, integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * Holders, and their dossiers as generations. Medical content is encrypted with the dossier's key. The key has a
 * row of its own, so that one delete destroys it.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('holder', {
    id: text({ key: true }),
    cnp: text({ unique: true }),
    surname: text(),
    given_names: text(),
    birth_day: day(),
    sex: text({ oneOf: ['male', 'female'] }),
    county: text(),
    deceased_day: day({ nullable: true }),
  })
  await ddl.createTable(
    'dossier',
    {
      id: text({ key: true }),
      holder_id: text({ references: 'holder.id' }),
      generation: integer({ check: 'generation > 0' }),
      state: text({ oneOf: ['active', 'anonymised'] }),
      opened_at: instant(),
      content_from_day: day({ nullable: true }),
      closed_at: instant({ nullable: true }),
      closed_by: text({ nullable: true }),
    },
    { unique: ['holder_id', 'generation'], check: "(state = 'active') = (closed_at is null)" },
  )
  // A person has at most one active dossier, also when commands run at the same time.
  await ddl.createIndex('one_active_dossier', 'dossier', ['holder_id'], { unique: true, where: "state = 'active'" })
  await ddl.createTable('dossier_key', {
    dossier_id: text({ key: true, references: 'dossier.id' }),
    wrapped_key: bytes(),
    created_at: instant(),
  })
  await ddl.createTable('clinical_document', {
    id: text({ key: true }),
    dossier_id: text({ references: 'dossier.id' }),
    type: text(),
    format: text({ oneOf: ['cda-r2', 'fhir-r4'] }),
    recorded_day: day(),
    recorded_at: instant(),
    content: bytes(),
  })
  await ddl.createIndex('clinical_document_of_dossier', 'clinical_document', ['dossier_id', 'type', 'recorded_day'])
  await ddl.createTable('dossier_record', {
    id: text({ key: true }),
    dossier_id: text({ references: 'dossier.id' }),
    class: text({ oneOf: ['emergency-summary', 'medical-history', 'declared-history'] }),
    recorded_day: day(),
    content: bytes(),
  })
  await ddl.createIndex('dossier_record_of_dossier', 'dossier_record', ['dossier_id', 'class'])
  await ddl.createTable('access_grant', {
    id: text({ key: true }),
    dossier_id: text({ references: 'dossier.id' }),
    grantee: text(),
    scope: text(),
    granted_at: instant(),
    until: instant({ nullable: true }),
  })
  await ddl.createIndex('access_grant_of_dossier', 'access_grant', ['dossier_id'])
  await ddl.createTable('access_log', {
    id: text({ key: true }),
    dossier_id: text({ references: 'dossier.id' }),
    at: instant(),
    who: text(),
    act: text(),
  })
  await ddl.createIndex('access_log_of_dossier', 'access_log', ['dossier_id'])
  await ddl.createTable(
    'security_matrix',
    {
      dossier_id: text({ references: 'dossier.id' }),
      position: text(),
      code_hash: bytes(),
    },
    { key: ['dossier_id', 'position'] },
  )
  await ddl.createTable('portal_link', {
    id: text({ key: true }),
    dossier_id: text({ references: 'dossier.id' }),
    account_ref: text(),
    created_at: instant(),
  })
  await ddl.createIndex('portal_link_of_dossier', 'portal_link', ['dossier_id'])
}
