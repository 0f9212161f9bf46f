/**
 * Registration numbers: `12345/23.11.2026`, restarting each 1 January per registry, taken from blocks leased to a desk;
 * and provisional ones, `P-<desk>-<n>`, when the block is used up.
 */
import { formatDay, parseDay } from '../calendar/bucharest.ts'
import type { Day } from '../calendar/day.ts'
import { ok, refuse, type Result } from '../problem.ts'

export interface RegistryNumber {
  /** Position in the registry's year, from 1. */
  readonly sequence: number
  /** Local day of registration; its year is the registry's year. */
  readonly day: Day
}

/** A number printed when no block has one left; mapped to a registry number later, and both stay searchable. */
export interface ProvisionalNumber {
  readonly desk: string
  readonly sequence: number
}

/** A run of numbers leased to one desk: `from` to `to`, both included. */
export interface NumberBlock {
  readonly registry: string
  readonly year: number
  readonly from: number
  readonly to: number
}

/** Nine digits: far beyond any registry, safely an integer. */
const MAXIMUM = 999_999_999
const invalid = (message: string): ReturnType<typeof refuse<'input.invalid'>> =>
  refuse('input.invalid', { issues: [{ path: 'number', message }] })

/** `12345/23.11.2026`. */
export const formatRegistryNumber = ({ sequence, day }: RegistryNumber): string =>
  `${String(sequence)}/${formatDay(day)}`

/** Reads `12345/23.11.2026`, with spaces and a leading `Nr.` allowed. Refuses with `input.invalid`. */
export function parseRegistryNumber(text: string): Result<RegistryNumber> {
  const match = /^(?:nr\.?\s*)?0*([1-9]\d{0,8})\s*\/\s*(\S{8,10})$/i.exec(text.slice(0, 60).trim())
  if (!match) return invalid('expected 12345/23.11.2026')
  const day = parseDay(match[2] ?? '')
  return day.ok ? ok({ sequence: Number(match[1]), day: day.value }) : invalid('the day does not exist')
}

/** `P-<desk>-<n>`; the desk's name is letters and digits. */
export const formatProvisionalNumber = ({ desk, sequence }: ProvisionalNumber): string =>
  `P-${desk}-${String(sequence)}`

/** Reads `P-<desk>-<n>`, in any case. Refuses with `input.invalid`. */
export function parseProvisionalNumber(text: string): Result<ProvisionalNumber> {
  const match = /^P-([A-Z0-9]{1,20})-0*([1-9]\d{0,8})$/.exec(text.slice(0, 60).trim().toUpperCase())
  return match ? ok({ desk: match[1] ?? '', sequence: Number(match[2]) }) : invalid('expected P-<desk>-<n>')
}

/** Whether a block is a run of real numbers. */
export const isBlock = (block: NumberBlock): boolean =>
  Number.isInteger(block.from) &&
  Number.isInteger(block.to) &&
  block.from >= 1 &&
  block.from <= block.to &&
  block.to <= MAXIMUM

/** Whether a block gives numbers of this registry on this local day; it ends at midnight of 31 December. */
export const blockServes = (block: NumberBlock, registry: string, day: Day): boolean =>
  block.registry === registry && day.startsWith(`${String(block.year)}-`)

const highestUsed = (block: NumberBlock, used: Iterable<number>): number => {
  let highest = block.from - 1
  for (const number of used) if (number > highest && number <= block.to) highest = number
  return highest
}

/**
 * The next number of a block, after the highest used one so that numbers run with time; null when the block is used up.
 * Numbers outside the block are passed over.
 */
export function nextNumber(block: NumberBlock, used: Iterable<number>): number | null {
  const next = highestUsed(block, used) + 1
  return next <= block.to ? next : null
}

/** How many numbers {@link nextNumber} can still give. */
export const remainingNumbers = (block: NumberBlock, used: Iterable<number>): number =>
  Math.max(0, block.to - highestUsed(block, used))

export interface NumberRange {
  readonly from: number
  readonly to: number
}

/**
 * The unused runs of a block, ascending. They are voided on the record when the block is returned, so that every gap is
 * explained.
 */
export function unusedRanges(block: NumberBlock, used: Iterable<number>): NumberRange[] {
  const taken = [...new Set(used)].filter((number) => number >= block.from && number <= block.to).sort((a, b) => a - b)
  const ranges: NumberRange[] = []
  let from = block.from
  for (const number of [...taken, block.to + 1]) {
    if (number > from) ranges.push({ from, to: number - 1 })
    from = number + 1
  }
  return ranges
}
