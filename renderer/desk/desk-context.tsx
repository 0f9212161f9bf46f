/** Provides the desk client to the screens, and refreshes cached answers when the desk reports `changed` topics. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { PROCEDURES, type DeskEvent, type ProcedureName, type Topic } from '../../src/protocol/desk.ts'
import type { DeskClient } from '../desk-client.ts'
import { DeskEventsContext, type DeskListener } from './desk-events.tsx'

/** Procedures whose answers become stale when one of the topics changes, as their contracts declare. */
const staleBy = (topics: readonly Topic[]): ReadonlySet<string> =>
  new Set(
    Object.entries(PROCEDURES).flatMap(([name, procedure]) =>
      procedure.type === 'query' && procedure.staleBy.some((topic) => topics.includes(topic)) ? [name] : [],
    ),
  )

/** The query key of a call: procedure first, so that a topic matches all calls of that procedure. */
export const keyOf = (procedure: ProcedureName, input: unknown) => [procedure, input] as const

/**
 * Marks the answers that an event makes stale; queries on the screen are fetched again at once. Where the event names
 * requests, answers about other requests stay valid.
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

/** Answers never become stale by age: the desk is local and reports every change. */
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
    let wasConnected = true
    return client.subscribe(
      (event) => {
        invalidateBy(event, queries)
        for (const listener of listeners) listener(event)
      },
      (now) => {
        // Events may have been missed while the stream was down.
        if (now && !wasConnected) void queries.invalidateQueries()
        wasConnected = now
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
  if (!client) throw new Error('useDesk needs a DeskProvider above it')
  return client
}

/** Whether the desk process itself answers (not the central store). */
export const useDeskConnected = (): boolean => useContext(ConnectionContext)
