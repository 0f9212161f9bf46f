/** Polls until `done` accepts the value, and returns it. Fails after `limitMs` with the last value. */
export async function until<T>(look: () => Promise<T>, done: (value: T) => boolean, limitMs = 20_000): Promise<T> {
  for (const end = Date.now() + limitMs; ;) {
    const value = await look()
    if (done(value)) return value
    if (Date.now() > end) throw new Error(`still waiting, last value: ${JSON.stringify(value).slice(0, 600)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
