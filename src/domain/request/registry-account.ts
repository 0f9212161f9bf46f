/**
 * The account of a registry's year: every number from 1 to the last one given out is registered, voided on the record
 * with a reason, or still leased to a desk. Whatever is none of these, or two of these without being explained, is a
 * fault.
 */
import type { NumberRange } from './registry-number.ts'

/**
 * Why numbers are void. year-ended: not used in their year · not-taken: a desk gave them to a registration that the
 * central store refused · block-lost: the desk lost the record of its block and returned it · desk-retired,
 * desk-revoked: an administrator ended the desk's work.
 */
export const VOID_REASONS = ['year-ended', 'not-taken', 'block-lost', 'desk-retired', 'desk-revoked'] as const
export type VoidReason = (typeof VOID_REASONS)[number]

/** A run of numbers leased to one desk; `open` while that desk may still use them. */
interface LeasedBlock extends NumberRange {
  readonly id: string
  readonly deskNumber: number
  readonly open: boolean
}

interface VoidedRange extends NumberRange {
  readonly blockId: string
  readonly reason: VoidReason
}

/** A number that a registration has. */
interface RegisteredNumber {
  readonly sequence: number
  /**
   * Given by the central store itself, to what was registered under a provisional number; the others come from a block.
   */
  readonly byCentre: boolean
}

export interface RegistryYear {
  /** The first number that was not given out yet. */
  readonly next: number
  readonly registered: readonly RegisteredNumber[]
  readonly blocks: readonly LeasedBlock[]
  readonly voids: readonly VoidedRange[]
  /** Numbers whose void was superseded because a registration with them arrived afterwards. */
  readonly superseded: readonly number[]
}

export type AccountedRange = NumberRange &
  (
    | { readonly as: 'registered' }
    | { readonly as: 'voided'; readonly reason: VoidReason; readonly deskNumber: number }
    | { readonly as: 'leased'; readonly deskNumber: number }
    | { readonly as: 'unexplained' }
  )

/**
 * unexplained: neither registered, nor voided, nor leased · void-and-registered: without the mark that the void is
 * superseded · superseded-unregistered: such a mark and no registration · voided-twice · void-outside: not in a closed
 * block of that name · leased-twice: blocks overlap · beyond: past `next` · not-of-a-block: registered at a desk with a
 * number that no block holds.
 */
export const ACCOUNT_FAULTS = [
  'unexplained',
  'void-and-registered',
  'superseded-unregistered',
  'voided-twice',
  'void-outside',
  'leased-twice',
  'beyond',
  'not-of-a-block',
] as const
export type AccountFault = NumberRange & { readonly fault: (typeof ACCOUNT_FAULTS)[number] }

export interface RegistryAccount {
  /** Every number from 1 to `next - 1` once, ascending, neighbours of one kind together. */
  readonly ranges: AccountedRange[]
  readonly faults: AccountFault[]
  readonly counts: {
    readonly registered: number
    readonly voided: number
    readonly leased: number
    readonly superseded: number
  }
}

const byFrom = <R extends NumberRange>(ranges: readonly R[]): R[] => [...ranges].sort((a, b) => a.from - b.from)

/** Where two of them overlap, each overlap once. */
function overlaps(ranges: readonly NumberRange[]): NumberRange[] {
  const found: NumberRange[] = []
  let reached = 0
  for (const { from, to } of byFrom(ranges)) {
    if (from <= reached) found.push({ from, to: Math.min(to, reached) })
    reached = Math.max(reached, to)
  }
  return found
}

/** How many of the sorted ranges begin at or before a number. */
function begunBy(sorted: readonly NumberRange[], number: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.from ?? Infinity) <= number) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The one of sorted ranges that holds a number: the last that begins before it, since they do not overlap where there
 * is no fault.
 */
function holding<R extends NumberRange>(sorted: readonly R[], number: number): R | undefined {
  const range = sorted[begunBy(sorted, number) - 1]
  return range !== undefined && number <= range.to ? range : undefined
}

const same = (a: AccountedRange, b: AccountedRange): boolean =>
  a.as === b.as &&
  (a.as !== 'voided' || b.as !== 'voided' || a.reason === b.reason) &&
  ('deskNumber' in a ? a.deskNumber : 0) === ('deskNumber' in b ? b.deskNumber : 0)

/**
 * Accounts for a year. Its time grows with the registrations, blocks and voids, not with how many numbers a block has.
 */
export function accountForYear({ next, registered, blocks, voids, superseded }: RegistryYear): RegistryAccount {
  const faults: AccountFault[] = []
  const fault = (kind: AccountFault['fault'], { from, to }: NumberRange): void =>
    void faults.push({ fault: kind, from, to })
  const sortedBlocks = byFrom(blocks)
  const sortedVoids = byFrom(voids)
  for (const range of overlaps(blocks)) fault('leased-twice', range)
  for (const range of overlaps(voids)) fault('voided-twice', range)
  const block = new Map(blocks.map((each) => [each.id, each]))
  for (const range of voids) {
    const of = block.get(range.blockId)
    if (of === undefined || of.open || range.from < of.from || range.to > of.to) fault('void-outside', range)
  }
  for (const range of [...blocks, ...voids]) if (range.to >= next) fault('beyond', range)
  const marked = new Set(superseded)
  const numbers = [...new Set(registered.map(({ sequence }) => sequence))].sort((a, b) => a - b)
  const known = new Set(numbers)
  for (const number of marked) if (!known.has(number)) fault('superseded-unregistered', { from: number, to: number })
  for (const { sequence, byCentre } of registered) {
    const one = { from: sequence, to: sequence }
    if (sequence >= next) fault('beyond', one)
    if (!byCentre && holding(sortedBlocks, sequence) === undefined) fault('not-of-a-block', one)
    if (holding(sortedVoids, sequence) !== undefined && !marked.has(sequence)) fault('void-and-registered', one)
  }

  const ranges: AccountedRange[] = []
  const add = (range: AccountedRange): void => {
    const last = ranges.at(-1)
    if (last !== undefined && last.to + 1 === range.from && same(last, range))
      ranges[ranges.length - 1] = { ...last, to: range.to }
    else ranges.push(range)
  }
  /** What became of a run of numbers without registrations, piece by piece: voided, leased, or unexplained. */
  const addUnregistered = (from: number, to: number): void => {
    for (let at = from; at <= to;) {
      const voided = holding(sortedVoids, at)
      const leased = holding(sortedBlocks, at)
      const nextVoid = sortedVoids[begunBy(sortedVoids, at)]?.from ?? Infinity
      const nextBlock = sortedBlocks[begunBy(sortedBlocks, at)]?.from ?? Infinity
      const end = Math.min(to, voided?.to ?? Infinity, leased?.to ?? Infinity, nextVoid - 1, nextBlock - 1)
      if (voided !== undefined)
        add({ from: at, to: end, as: 'voided', reason: voided.reason, deskNumber: leased?.deskNumber ?? 0 })
      else if (leased?.open) add({ from: at, to: end, as: 'leased', deskNumber: leased.deskNumber })
      else {
        add({ from: at, to: end, as: 'unexplained' })
        fault('unexplained', { from: at, to: end })
      }
      at = end + 1
    }
  }
  let from = 1
  for (const number of [...numbers.filter((each) => each < next), next]) {
    if (number > from) addUnregistered(from, number - 1)
    if (number < next) add({ from: number, to: number, as: 'registered' })
    from = number + 1
  }
  const count = (as: AccountedRange['as']): number =>
    ranges.reduce((sum, range) => (range.as === as ? sum + range.to - range.from + 1 : sum), 0)
  return {
    ranges,
    faults,
    counts: {
      registered: count('registered'),
      voided: count('voided'),
      leased: count('leased'),
      superseded: marked.size,
    },
  }
}
