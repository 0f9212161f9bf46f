/**
 * Today in Bucharest, by the central store's clock as far as the desk knows it. The workstation's own clock may be
 * wrong.
 */
import { useState } from 'react'
import { localDay } from '../../src/domain/calendar/bucharest.ts'
import type { Day } from '../../src/domain/calendar/day.ts'
import { useProcedure } from './use-procedure.ts'

/** The day on which the screen was opened. It does not change while the person is choosing a day. */
export function useToday(): Day {
  const offsetMs = useProcedure('sync.status', {}).data?.clockOffsetMs ?? 0
  const [opened] = useState(() => Date.now())
  return localDay(opened - offsetMs)
}
