/** Collects the events of a scan. */
import type { ScanEvent } from '../../src/devices/scanner/scanner.ts'
import type { Problem } from '../../src/domain/problem.ts'

export async function eventsOf(scan: AsyncIterable<ScanEvent>): Promise<ScanEvent[]> {
  const events: ScanEvent[] = []
  for await (const event of scan) events.push(event)
  return events
}

export async function pagesAnd(
  scan: AsyncIterable<ScanEvent>,
): Promise<{ pages: { bytes: Uint8Array; name: string }[]; problem: Problem | null }> {
  const events = await eventsOf(scan)
  const last = events.at(-1)
  if (last?.is !== 'end') throw new Error('the last event of a scan must be its end')
  return {
    pages: events.flatMap((event) => (event.is === 'page' ? [{ bytes: event.bytes, name: event.name }] : [])),
    problem: last.problem,
  }
}
