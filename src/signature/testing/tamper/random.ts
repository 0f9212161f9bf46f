/** The same choices for the same seed. */
export function sample<T>(items: readonly T[], count: number, seed: number): T[] {
  const left = [...items]
  const chosen: T[] = []
  let state = seed >>> 0
  while (chosen.length < count && left.length > 0) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const [item] = left.splice(state % left.length, 1)
    if (item !== undefined) chosen.push(item)
  }
  return chosen
}
