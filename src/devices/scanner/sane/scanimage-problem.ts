/** Finds out why `scanimage` ended. */
import { problem, type Problem } from '../../../domain/problem.ts'
import type { ScanimageEnd } from './scanimage.ts'

/**
 * The problem that an ended `scanimage` means (sane.h, SANE_Status); null: none. Its message is judged before its exit
 * status, because a scan that cannot start exits with 1 for every reason.
 */
export function problemOf(
  { end, status, errorOutput }: Pick<ScanimageEnd, 'end' | 'status' | 'errorOutput'>,
  scanner: string,
  pages: number,
): Problem | null {
  const facts = { scanner, pages }
  if (end === 'cancelled') return problem('scanner.cancelled', facts)
  if (end === 'silent') return problem('scanner.timed-out', facts)
  if (end === 'missing') return problem('scanner.unreachable', { scanner })
  // Messages of a backend that crashes while it closes the device do not replace the message before them.
  const message =
    errorOutput
      .split('\n')
      .filter((line) => /^scanimage: (?!received signal|trying to stop|aborting)/.test(line))
      .at(-1) ?? ''
  if (/open of device .* failed: (Invalid argument|Error during device I\/O)|no SANE devices found/.test(message))
    return problem('scanner.unreachable', { scanner })
  if (/out of documents/.test(message)) return pages > 0 ? null : problem('scanner.no-documents', facts)
  const known: readonly (readonly [RegExp, number, Problem])[] = [
    [/feeder jammed/, 6, problem('scanner.jam', facts)],
    [/cover is open/, 8, problem('scanner.cover-open', facts)],
    [/Device busy/, 3, problem('scanner.busy', facts)],
    [/canceled/, 2, problem('scanner.cancelled', facts)],
    [/device I\/O/, 9, problem('scanner.gone', facts)],
    [/access .*denied/i, 11, problem('scanner.access-denied', facts)],
    [/not supported|Invalid argument|setting of option/i, 4, problem('scanner.settings', { scanner })],
  ]
  for (const [pattern, , found] of known) if (pattern.test(message)) return found
  for (const [, code, found] of known) if (status === code) return found
  return status === 0 && pages > 0 ? null : problem('scanner.failed', facts)
}

/** Whether `scanimage` ended because the disk is full. */
export const isDiskFull = ({ errorOutput }: Pick<ScanimageEnd, 'errorOutput'>): boolean =>
  /libpng error: Write Error|No space left on device/.test(errorOutput)
