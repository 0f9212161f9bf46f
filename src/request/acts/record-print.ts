/**
 * Records a print, in every state. The desk makes the proof of registration, so the first print record creates the
 * proof, with the facts printed on it. Whether a print is a duplicate is decided from the recorded prints. The mark on
 * the paper may differ, because two offline desks can each print a "first" copy.
 */
import { z } from 'zod'
import { problem } from '../../domain/problem.ts'
import { type Paper, PAPERS } from '../../domain/request/request.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { proofFacts, type RequestCore } from '../../protocol/request.ts'
import { id, sha256 } from '../../protocol/values.ts'
import { defineAct } from '../act.ts'

/** The paper with this id, or else the newest of its kind. */
const placeOf = ({ papers }: RequestCore, { paper, paperId }: { paper: Paper; paperId: string | null }): number =>
  papers.findLastIndex((record) => (paperId === null ? record.paper === paper : record.id === paperId))

export const recordPrint = defineAct({
  kind: 'record-print',
  payloads: {
    /**
     * - `duplicate`: whether the paper was marked as a duplicate, as far as the desk knew.
     * - `said`: the facts printed on a proof of registration.
     * - `as`: `file` if it was handed over as a file; absent for a paper print.
     */
    1: z.object({
      paper: z.enum(PAPERS),
      paperId: id.nullable(),
      sha256,
      duplicate: z.boolean(),
      said: proofFacts.optional(),
      as: z.literal('file').optional(),
    }),
  },
  facts: z.object({
    paper: z.enum(PAPERS),
    /** Whether it had been printed before. */
    duplicate: z.boolean(),
    sha256,
    as: z.literal('file').optional(),
    /** The mark on the paper, where it differs from `duplicate`. */
    markedDuplicate: z.boolean().optional(),
    /** The proof shows other facts than its first print. */
    saysOther: z.literal(true).optional(),
  }),
  right: 'paper.print',
  authors: ['person'],
  action: null,
  move: null,
  transition: false,
  revises: false,
  check: (request, payload) => {
    const found = request.papers[placeOf(request, payload)]
    const fits = found === undefined ? payload.paper === 'proof-of-registration' : found.paper === payload.paper
    return fits ? null : problem('paper.unknown')
  },
  apply: (request, payload, { at, commandId }) => {
    const { paper, sha256: hash, duplicate: stated, as } = payload
    const place = placeOf(request, payload)
    const found = request.papers[place]
    const said = paper === 'proof-of-registration' ? payload.said : undefined
    const printed = found?.printed ?? 0
    const duplicate = printed > 0
    // The facts of a proof are fixed by its first print.
    const saying = !duplicate && found?.said === undefined && said !== undefined ? { said } : {}
    const record =
      found === undefined
        ? { id: commandId, paper, letter: null, at, sha256: hash, verificationCode: null, printed: 1, ...saying }
        : { ...found, printed: printed + 1, ...saying }
    const saysOther =
      said !== undefined && found?.said !== undefined && canonicalJson(found.said) !== canonicalJson(said)
    return {
      change: {
        papers: found === undefined ? [...request.papers, record] : request.papers.with(place, record),
      },
      facts: {
        paper,
        duplicate,
        sha256: hash,
        ...(as === undefined ? {} : { as }),
        ...(stated === duplicate ? {} : { markedDuplicate: stated }),
        ...(saysOther ? { saysOther } : {}),
      },
    }
  },
})
