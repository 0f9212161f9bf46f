/** Scanners as a desk sees them: one small interface, drivers behind it. */
import type { ScanSettings, SourceCapabilities } from '../../domain/devices/scanning.ts'
import type { Problem, Result } from '../../domain/problem.ts'

export interface ScannerDescription {
  /** Maker and model, as the scanner says them. */
  readonly model: string
  /** Empty: nothing can be chosen, it is set at the scanner itself. */
  readonly sources: readonly SourceCapabilities[]
}

/**
 * What happens during a scan. A page comes when it is whole, so whatever ends the scan, pages told before are kept.
 * `end` is the last event, always: with null when the scan came to its natural end, else with what stopped it.
 */
export type ScanEvent =
  | {
      readonly is: 'progress'
      readonly page: number
      /** From 0 to 1; null: under way, no telling how far. */ readonly share: number | null
    }
  | { readonly is: 'page'; readonly page: number; readonly bytes: Uint8Array; readonly name: string }
  | { readonly is: 'end'; readonly problem: Problem | null }

export interface ScanOptions {
  /** Aborting stops the scanner; the scan ends with `scanner.cancelled`. */
  readonly signal?: AbortSignal
}

export interface Scanner {
  readonly name: string
  readonly kind: 'escl' | 'sane' | 'folder'
  /** Whether it answers, and what it can do. */
  describe(signal?: AbortSignal): Promise<Result<ScannerDescription>>
  /**
   * Scans until the feeder is empty, or one page of a flatbed. A page counts as taken over when the next event is asked
   * for: a folder moves the file away only then. `settings` null: as the scanner is set itself.
   */
  scan(settings: ScanSettings | null, options?: ScanOptions): AsyncIterable<ScanEvent>
}

/** Largest answer that is taken as one page, in bytes: what the intake of src/paper takes. */
export const MOST_PAGE_BYTES = 40 * 1024 * 1024
/** A scanner that never stops giving pages is stopped. */
export const MOST_PAGES = 200
