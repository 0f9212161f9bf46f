/**
 * Calls `stop` once, in a child process, when it gets a signal to end or when its parent has ended. The channel closes
 * even after a `kill -9` of the parent, so no process of an office outlives it.
 */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false
  const once = () => {
    if (stopping) return
    stopping = true
    void stop().finally(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, once)
  if (process.channel) process.on('disconnect', once)
}
