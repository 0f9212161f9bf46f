/** The proportions that charts draw, from 0 to 1. */
import { dayNumber, type Day } from '../../../src/domain/calendar/day.ts'

const between = (value: number): number => Math.min(1, Math.max(0, value))

/** Part of a whole; 0 where the whole is nothing. */
export const shareOf = (part: number, whole: number): number => (whole > 0 ? between(part / whole) : 0)

/** How much of a term has passed: 0 on its first day, 1 on its last and after. `daysLeft` may be negative. */
export const elapsedShare = (start: Day, end: Day, daysLeft: number): number => {
  const whole = dayNumber(end) - dayNumber(start)
  return whole > 0 ? between((whole - daysLeft) / whole) : 1
}

/** Where days lie between the first and the last of them. */
export function placesOf(days: readonly Day[]): readonly number[] {
  const numbers = days.map(dayNumber)
  const first = Math.min(...numbers)
  const whole = Math.max(...numbers) - first
  return numbers.map((day) => shareOf(day - first, whole))
}

/** Widths of parts that add up to 1, none so narrow that it cannot be seen, unless it is nothing. */
export function visibleShares(sizes: readonly number[], least: number): readonly number[] {
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  const raised = sizes.map((size) => (size === 0 ? 0 : Math.max(least, shareOf(size, whole))))
  const sum = raised.reduce((total, share) => total + share, 0)
  return raised.map((share) => shareOf(share, sum))
}
