/** Provides the desk client to the screens and keeps the cached answers fresh by the desk's `changed` topics. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { PROCEDURES, type DeskEvent, type ProcedureName, type Topic } from '../../src/protocol/desk.ts'
import type { DeskClient } from '../desk-client.ts'
import { DeskEventsContext, type DeskListener } from './desk-events.tsx'

/** Procedures whose answers a change of one of the topics makes stale, as their contracts declare it. */
const staleBy = (topics: readonly Topic[]): ReadonlySet<string> =>
  new Set(
    Object.entries(PROCEDURES).flatMap(([name, procedure]) =>
      procedure.type === 'query' && procedure.staleBy.some((topic) => topics.includes(topic)) ? [name] : [],
    ),
  )

/** The query key of a call: procedure first, so that a topic finds all its calls. */
export const keyOf = (procedure: ProcedureName, input: unknown) => [procedure, input] as const

/**
 * Marks what an event has made stale; queries on the screen ask again at once. Where the event names requests, answers
 * about others stay.
 */
export function invalidateBy(event: DeskEvent, queries: QueryClient): void {
  if (event.type !== 'changed') return
  const procedures = staleBy(event.topics)
  const only = event.topics.includes('session') || event.requestIds.length === 0 ? null : new Set(event.requestIds)
  void queries.invalidateQueries({
    predicate: ({ queryKey: [procedure, input] }) => {
      if (!procedures.has(procedure as string)) return false
      const requestId = (input as { requestId?: string } | undefined)?.requestId
      return only === null || requestId === undefined || only.has(requestId)
    },
  })
}

/** Loopback and IPC answer in milliseconds and the desk tells of every change, so nothing goes stale by age. */
const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })

const DeskContext = createContext<DeskClient | null>(null)
const ConnectionContext = createContext(true)

export function DeskProvider({ client, children }: { client: DeskClient; children: ReactNode }) {
  const queries = useMemo(() => createQueryClient(), [])
  const listeners = useMemo(() => new Set<DeskListener>(), [])
  const [connected, setConnected] = useState(true)
  useEffect(() => {
    let heard = true
    return client.subscribe(
      (event) => {
        invalidateBy(event, queries)
        for (const listener of listeners) listener(event)
      },
      (now) => {
        // Events may have been missed while the stream was down.
        if (now && !heard) void queries.invalidateQueries()
        heard = now
        setConnected(now)
      },
    )
  }, [client, queries, listeners])
  return (
    <DeskContext value={client}>
      <ConnectionContext value={connected}>
        <DeskEventsContext value={listeners}>
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </DeskEventsContext>
      </ConnectionContext>
    </DeskContext>
  )
}

export function useDesk(): DeskClient {
  const client = useContext(DeskContext)
  if (!client) throw new Error('no desk above this component')
  return client
}

/** Whether the desk process itself answers (not the central store). */
export const useDeskConnected = (): boolean => useContext(ConnectionContext)
