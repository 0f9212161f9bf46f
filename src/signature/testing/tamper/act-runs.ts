/** Honest acts alone and in pairs, acts with one edit beside them, and acts with one claim left out. */
import { compareRevisions } from '../../comparison/compare.ts'
import type { Signer } from '../../signing/index.ts'
import { checkIntegrity } from '../../validation/integrity.ts'
import type { Verdict } from '../../validation/check.ts'
import { bodies, numbers as n } from '../form-document.ts'
import { appendRevision } from '../plain-pdf.ts'
import { signedForm } from '../signed-form.ts'
import { createTestSigner, signPlain } from '../test-signer.ts'
import {
  choice,
  firstState,
  following,
  type FormState,
  honestActs,
  type HonestAct,
  note,
  signatureLine,
} from './acts.ts'
import { isConsequence } from './permitted.ts'
import { sample } from './random.ts'
import { stampRevision } from './time-stamp.ts'
import { open, tampersOf, type Tamper } from './tamper.ts'

type Level = 1 | 2 | 3 | undefined
export const levels: readonly Level[] = [undefined, 1, 2, 3]

/** The names of all claims; each must be needed by an honest act. */
export const claimNames = [
  ...['trailer', 'private trailer entry', 'information', 'metadata', 'extensions', 'version', 'security store'],
  ...['signature', 'group of signature fields', 'lock', 'form value', 'appearances to be drawn', 'annotation'],
  ...['annotation date', 'page entry', 'order of tabs', 'default resources', 'structure tree', 'unreached object'],
  ...['note in the page tree', 'signature flags', 'default appearance', 'button state'],
] as const

export interface ActFigures {
  readonly faults: readonly string[]
  readonly figures: Readonly<Record<string, string>>
}

type Progress = (done: number, of: number, what: string) => void

/** @param share of the pairs and of the edits beside an act; each act alone is always tried */
export async function runActs(signer: Signer, share: number, seed: number, progress: Progress): Promise<ActFigures> {
  const other = await createTestSigner('Ion IONESCU')
  const faults: string[] = []
  const counts = { alone: 0, pairs: 0, beside: 0 }
  const needed = new Set<string>()
  for (const [index, level] of levels.entries()) {
    const base = await actBase(signer, level)
    const acts = honestActs(level)
    for (const act of acts) {
      const { file } = await perform(base, firstState, act, other)
      counts.alone++
      const verdict = checkIntegrity(file).verdict
      if (!isRight(act, verdict)) faults.push(`${act.name}, P=${String(level)}: ${verdict}`)
      for (const claim of claimsNeeded(base, file)) needed.add(claim)
    }
    const pairs = acts
      .flatMap((first) => acts.map((second) => [first, second] as const))
      .filter(([first, second]) => first.subject === undefined || first.subject !== second.subject)
    for (const [first, second] of sample(pairs, Math.ceil(pairs.length * share), seed)) {
      const made = await perform(base, firstState, first, other)
      const { file } = await perform(made.file, made.state, second, other)
      counts.pairs++
      const verdict = checkIntegrity(file).verdict
      if (!verdict.startsWith('valid'))
        faults.push(`${first.name}, then ${second.name}, P=${String(level)}: ${verdict}`)
    }
    const tampers = tampersOf(open(base), level).filter(({ permitted }) => permitted === undefined)
    for (const [turn, act] of acts.entries())
      for (const tamper of sample(tampers, Math.ceil(150 * share), seed + turn)) {
        const verdict = await performBeside(base, act, tamper, other)
        if (verdict === undefined) continue
        counts.beside++
        if (verdict.startsWith('valid'))
          faults.push(
            `${act.name}, P=${String(level)}, and object ${String(tamper.object)} ${tamper.key} ${tamper.edit}: ${verdict}`,
          )
      }
    progress(index + 1, levels.length, 'certification levels with honest acts')
  }
  const idle = claimNames.filter((claim) => !needed.has(claim))
  return {
    faults: [...faults, ...idle.map((claim) => `no honest act needs the claim "${claim}"`)],
    figures: {
      'honest acts: alone, in pairs': `${String(counts.alone)}, ${String(counts.pairs)}`,
      'honest acts with one edit beside them': String(counts.beside),
      'wrong answers with acts': String(faults.length),
      'claims left out in turn and noticed': `${String(needed.size)} of ${String(claimNames.length)}`,
    },
  }
}

/** A form with a signature line, a box to tick and a note, signed. */
export async function actBase(signer: Signer, level: Level): Promise<Buffer> {
  return signedForm(signer, {
    ...(level === undefined ? {} : { certify: level }),
    changes: new Map([
      [n.form, `<< /Fields [${firstState.fields.join(' ')}] /DR << /Font << /F1 6 0 R >> >> >>`],
      [n.page, bodies.page('', firstState.annotations.join(' '))],
      [17, signatureLine()],
      [18, choice()],
      [19, note()],
      [20, following()],
    ]),
  })
}

export async function perform(
  file: Buffer,
  state: FormState,
  act: HonestAct,
  signer: Signer,
  beside: ReadonlyMap<number, string | null> = new Map(),
): Promise<{ file: Buffer; state: FormState }> {
  const made = act.make(state, signer)
  const objects = new Map([...beside, ...made.objects])
  if (act.stamps === true) return { file: await stampRevision(file, objects), state: made.state }
  const next =
    act.signs === true
      ? await signPlain(file, objects, signer)
      : appendRevision(file, objects, act.trailer === undefined ? {} : { trailer: act.trailer })
  return { file: next, state: made.state }
}

/** Undefined: the act writes the object itself. */
async function performBeside(
  base: Buffer,
  act: HonestAct,
  tamper: Tamper,
  signer: Signer,
): Promise<Verdict | undefined> {
  const { object, body, roles, key } = tamper
  if (act.make(firstState, signer).objects.has(object)) return undefined
  if (isConsequence(roles, key, act.signs === true || act.stamps === true)) return undefined
  const { file } = await perform(base, firstState, act, signer, new Map([[object, body]]))
  return checkIntegrity(file).verdict
}

export function isRight({ answer }: HonestAct, verdict: Verdict): boolean {
  return verdict === 'valid' || (answer === 'warned' && verdict === 'valid-warn')
}

/** The claims without which the act is refused. */
export function claimsNeeded(before: Buffer, after: Buffer): (typeof claimNames)[number][] {
  const [first, second] = [open(before), open(after)]
  const isRefused = (without?: string) => {
    const { changes, claimedTwice } = compareRevisions(first, second, {
      isProved: () => true,
      ...(without === undefined ? {} : { without }),
    })
    if (claimedTwice.length > 0) throw new Error(`two acts claim one difference: ${claimedTwice.join('; ')}`)
    return changes.some(({ category }) => category === 'content')
  }
  return isRefused() ? [] : claimNames.filter(isRefused)
}
