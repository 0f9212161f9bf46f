/**
 * Hooks over the contract. A query is refreshed by the desk's events. A command returns its Result and is never retried
 * automatically.
 */
import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Problem, Result } from '../../src/domain/problem.ts'
import { PROCEDURES, type ProcedureInput, type ProcedureName, type ProcedureOutput } from '../../src/protocol/desk.ts'
import type { DeskClient } from '../desk-client.ts'
import { keyOf, useDesk } from './desk-context.tsx'

/** A refused query, in the form that TanStack Query expects. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

interface QueryOptions {
  readonly enabled?: boolean
  /** Keeps showing the previous answer while the next one loads, for example during typing in a search field. */
  readonly keepPrevious?: boolean
  readonly refetchEveryMs?: number
  /** Asked again whenever a screen that shows it opens: for what may change without an event. */
  readonly askOnOpening?: boolean
  /**
   * False: a new answer is not compared with the previous one part by part. For long lists whose parts nobody compares.
   */
  readonly sharing?: boolean
}

/**
 * The TanStack options of a query procedure: components with the same question share one answer, refreshed by the
 * desk's topics.
 */
export const queryOf = <P extends ProcedureName>(desk: DeskClient, procedure: P, input: ProcedureInput<P>) => ({
  queryKey: keyOf(procedure, input),
  queryFn: async (): Promise<ProcedureOutput<P>> => {
    const result = await desk.call(procedure, input)
    if (!result.ok) throw new Refused(result.problem)
    return result.value
  },
})

/** The answer of a query procedure; `problem` is set when the desk refused. */
export function useProcedure<P extends ProcedureName>(
  procedure: P,
  input: ProcedureInput<P>,
  options: QueryOptions = {},
): UseQueryResult<ProcedureOutput<P>, Refused> & { problem: Problem | null } {
  const desk = useDesk()
  const query = useQuery<ProcedureOutput<P>, Refused>({
    ...queryOf(desk, procedure, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.sharing === false ? { structuralSharing: false } : {}),
    ...(options.askOnOpening ? { refetchOnMount: 'always' as const } : {}),
    ...(options.refetchEveryMs ? { refetchInterval: options.refetchEveryMs } : {}),
  })
  return { ...query, problem: query.error instanceof Refused ? query.error.problem : null }
}

/**
 * A command procedure. `run` resolves with the Result, `busy` is true while it runs, and `problem` is the last refusal
 * until the next run.
 */
export function useCommand<P extends ProcedureName>(procedure: P) {
  const desk = useDesk()
  const queries = useQueryClient()
  const mutation = useMutation<Result<ProcedureOutput<P>>, Error, ProcedureInput<P>>({
    mutationFn: (input) => desk.call(procedure, input),
    onSuccess: (result, input) => {
      // Some commands return the request as it is now, so it need not be fetched again.
      const requestId = (input as { requestId?: string }).requestId
      if (result.ok && requestId !== undefined && PROCEDURES[procedure].output === PROCEDURES['request.open'].output)
        queries.setQueryData(keyOf('request.open', { requestId }), result.value)
    },
  })
  const { mutateAsync, reset } = mutation
  const run = useCallback((input: ProcedureInput<P>) => mutateAsync(input), [mutateAsync])
  return {
    run,
    reset,
    busy: mutation.isPending,
    problem: mutation.data && !mutation.data.ok ? mutation.data.problem : null,
  }
}
