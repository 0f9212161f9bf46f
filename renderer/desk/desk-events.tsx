/** Distributes the desk's events to the components that listen: one subscription, many listeners. */
import { createContext, useContext, useEffect, useRef } from 'react'
import type { DeskEvent } from '../../src/protocol/desk.ts'

export type DeskListener = (event: DeskEvent) => void
export const DeskEventsContext = createContext<Set<DeskListener>>(new Set())

/** Calls the latest `listener` for every event while the component is mounted. */
export function useDeskEvents(listener: DeskListener): void {
  const listeners = useContext(DeskEventsContext)
  const newest = useRef(listener)
  useEffect(() => {
    newest.current = listener
  })
  useEffect(() => {
    const hear: DeskListener = (event) => newest.current(event)
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }, [listeners])
}
