/**
 * Each dossier has its own key, wrapped by the master key. Destroying the wrapped key makes every document of the
 * dossier unreadable at once.
 */
import type { Random } from '../random.ts'
import { decrypt, encrypt } from './encryption.ts'

const contextOf = (dossierId: string): string => `dossier-key/1 ${dossierId}`

export interface NewDossierKey {
  readonly key: Uint8Array
  readonly wrapped: Uint8Array
}

export function newDossierKey(master: Uint8Array, dossierId: string, random: Random): NewDossierKey {
  const key = random.bytes(32)
  return { key, wrapped: encrypt(master, contextOf(dossierId), key, random) }
}

export const unwrapDossierKey = (master: Uint8Array, dossierId: string, wrapped: Uint8Array): Uint8Array =>
  decrypt(master, contextOf(dossierId), wrapped)

/** The content of a document is bound to its row: copied into another row, it does not decrypt. */
export const documentContext = (dossierId: string, documentId: string): string =>
  `clinical-content/1 ${dossierId} ${documentId}`
