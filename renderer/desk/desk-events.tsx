/**
 * What the desk tells without being asked, for whoever on the screen wants to hear it: one subscription, many
 * listeners.
 */
import { createContext, useContext, useEffect, useRef } from 'react'
import type { DeskEvent } from '../../src/protocol/desk.ts'

export type DeskListener = (event: DeskEvent) => void
export const DeskEventsContext = createContext<Set<DeskListener>>(new Set())

/** Calls the newest `listener` for every event while the component is there. */
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
