import { useEffect } from 'react'
import { useDesk } from './desk-context.tsx'
import { reportInput } from './report-input.ts'

/** While a person is signed in and the screen is open, reports their input to the desk, which keeps it from locking. */
export function useInputReport(open: boolean): void {
  const desk = useDesk()
  useEffect(() => {
    if (!open) return undefined
    // A refusal means that the screen was locked meanwhile, which the desk's events report.
    const report = () => void desk.call('session.active', {})
    return reportInput(window, report, () => performance.now())
  }, [desk, open])
}
