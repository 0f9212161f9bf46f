/** The interface of a scanner for the desk. Drivers implement it. */
import type { ScanSettings, SourceCapabilities } from '../../domain/devices/scanning.ts'
import type { Problem, Result } from '../../domain/problem.ts'

export interface ScannerDescription {
  /** Maker and model, as the scanner states them. */
  readonly model: string
  /** Empty when settings are made at the scanner itself. */
  readonly sources: readonly SourceCapabilities[]
}

/**
 * An event of a scan. A page event comes when the page is complete, so earlier pages are kept however the scan ends.
 * `end` is always the last event; its problem is null when the scan ended normally.
 */
export type ScanEvent =
  | {
      readonly is: 'progress'
      readonly page: number
      /** From 0 to 1; null when unknown. */
      readonly share: number | null
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
  /** Asks the scanner for its capabilities. */
  describe(signal?: AbortSignal): Promise<Result<ScannerDescription>>
  /**
   * Scans until the feeder is empty, or one page of a flatbed. A page counts as accepted when the next event is
   * requested; a folder moves the file away only then. With `settings` null the settings at the scanner apply.
   */
  scan(settings: ScanSettings | null, options?: ScanOptions): AsyncIterable<ScanEvent>
}

/** The largest page in bytes, equal to the limit of the intake of src/paper. */
export const MOST_PAGE_BYTES = 40 * 1024 * 1024
/** A scan with more pages is stopped, because the scanner may never end. */
export const MOST_PAGES = 200
