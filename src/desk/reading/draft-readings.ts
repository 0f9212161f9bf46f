/**
 * Readings of the pages of drafts, kept while the desk runs: a reopened window, an assessment and the registration use
 * the same reading. A page is identified by its bytes and its number in the file.
 */
import type { Day } from '../../domain/calendar/day.ts'
import type { Draft, DraftPageReading } from '../../protocol/desk.ts'
import type { PageReader } from '../../paper/reading/page-reader.ts'
import { proposalsOfReading } from './proposals-of-reading.ts'

type Page = Pick<Draft['pages'][number], 'sha256' | 'pdfPage' | 'name'>
export type PageRead = Omit<DraftPageReading, 'pageId'>

/** Readings kept at most. */
const KEPT = 40

export interface DraftReadings {
  /** Reads a page, or returns its earlier reading; null if it cannot be read or its bytes are missing. */
  readonly read: (page: Page) => Promise<PageRead | null>
  /** The reading of a page that has been read already, or null. */
  readonly known: (page: Page) => PageRead | null
}

type Bytes = Parameters<PageReader['read']>[0]['bytes']
interface Sources {
  readonly bytesOf: (sha256: string) => Bytes | null
  readonly reader: Pick<PageReader, 'read'>
  readonly today: () => Day
}

export function draftReadings({ bytesOf, reader, today }: Sources): DraftReadings {
  /** A page that cannot be read is kept as null: reading it again would take as long and fail again. */
  const readings = new Map<string, PageRead | null>()
  const underWay = new Map<string, Promise<PageRead | null>>()
  const keyOf = ({ sha256, pdfPage }: Page): string => `${sha256}/${String(pdfPage)}`
  const keep = (key: string, found: PageRead | null): PageRead | null => {
    readings.set(key, found)
    for (const oldest of readings.keys()) {
      if (readings.size <= KEPT) break
      readings.delete(oldest)
    }
    return found
  }
  const readNow = async (page: Page, bytes: Bytes): Promise<PageRead | null> => {
    const read = await reader.read({ bytes, name: page.name, page: page.pdfPage ?? 1, today: today() })
    if (!read.ok) return null
    const { pageId: _none, ...found } = proposalsOfReading('', read.value)
    return found
  }
  return {
    known: (page) => readings.get(keyOf(page)) ?? null,
    read: (page) => {
      const key = keyOf(page)
      const before = readings.get(key)
      if (before !== undefined) return Promise.resolve(before)
      const running = underWay.get(key)
      if (running !== undefined) return running
      const bytes = bytesOf(page.sha256)
      if (bytes === null) return Promise.resolve(null)
      const reading = readNow(page, bytes)
        .then((found) => keep(key, found))
        .finally(() => underWay.delete(key))
      underWay.set(key, reading)
      return reading
    },
  }
}
