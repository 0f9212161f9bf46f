/**
 * Records a print: always. The proof of registration, made at the desk, appears here with its first print and with what
 * it said. Whether it is a reprint is judged by what is known: two desks without a connection may each have taken
 * theirs for the first, or one states what is not so.
 */
import { z } from 'zod'
import { problem } from '../../domain/problem.ts'
import { type Paper, PAPERS } from '../../domain/request/request.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { proofFacts, type RequestCore } from '../../protocol/request.ts'
import { id, sha256 } from '../../protocol/values.ts'
import { defineAct } from '../act.ts'

/** A paper by its id, or the newest of its kind. */
const placeOf = ({ papers }: RequestCore, { paper, paperId }: { paper: Paper; paperId: string | null }): number =>
  papers.findLastIndex((record) => (paperId === null ? record.paper === paper : record.id === paperId))

export const recordPrint = defineAct({
  kind: 'record-print',
  payloads: {
    /**
     * `duplicate`: whether the paper carried that word, as far as the desk knew. `said`: of a proof of registration.
     * `as`: given as a file; left out, on paper.
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
    /** What the paper itself carried, where that is not `duplicate`. */
    markedDuplicate: z.boolean().optional(),
    /** The proof says something else than its first print did. */
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
    // What a proof said when it was first printed holds from then on.
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
