/**
 * The state of the dossiers that were looked up at the central store, by CNP, in memory only: an assessment compares
 * the kind of request with it. Without an answer of the central store nothing is known and nothing is compared.
 */
import type { ProcedureOutput } from '../../protocol/desk.ts'

type Dossier = ProcedureOutput<'holder.lookUp'>['dossier']
/** A counter works on one person at a time; a few windows may be open. */
const KEPT = 8

export interface LookedUp {
  readonly keep: (cnp: string, dossier: Dossier) => void
  readonly dossierOf: (cnp: string) => Dossier | null
}

export function lookedUp(): LookedUp {
  const known = new Map<string, Dossier>()
  return {
    keep: (cnp, dossier) => {
      known.delete(cnp)
      known.set(cnp, dossier)
      for (const oldest of known.keys()) {
        if (known.size <= KEPT) break
        known.delete(oldest)
      }
    },
    dossierOf: (cnp) => known.get(cnp) ?? null,
  }
}
