/** The decision of a request as it is kept: who, when, and the one thing this kind of decision has to say. */
import type { z } from 'zod'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { requestBody } from '../../protocol/request.ts'
import type { CommandContext } from './command.ts'

type Decision = NonNullable<z.infer<typeof requestBody>['decision']>

export const decisionOf = ({ actor, at }: CommandContext, decided: Partial<Omit<Decision, 'by' | 'at'>>): string =>
  canonicalJson({
    by: actor,
    at,
    reason: null,
    filing: null,
    explanation: '',
    missing: [],
    joinedInto: null,
    forwardedTo: null,
    ...decided,
  } satisfies Decision)
