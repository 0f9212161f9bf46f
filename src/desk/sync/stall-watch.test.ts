import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stallWatch } from './stall-watch.ts'

function watched() {
  const world = { ms: 0, queued: 0, explained: false, stalls: [] as number[] }
  const watch = stallWatch({
    queued: () => world.queued,
    isExplained: () => world.explained,
    monotonic: () => world.ms,
    nowIso: () => new Date(world.ms).toISOString(),
    onStall: (queued) => void world.stalls.push(queued),
    onChange: () => undefined,
  })
  return { world, watch }
}

describe('the watch over what is queued', () => {
  it('reports once that nothing has advanced for a minute, and since when', () => {
    const { world, watch } = watched()
    world.queued = 3
    for (world.ms = 0; world.ms <= 120_000; world.ms += 5_000) watch.look()
    expect(world.stalls).toEqual([3])
    expect(watch.since()).toBe(new Date(0).toISOString())
    watch.advanced()
    expect(watch.since()).toBeNull()
  })

  it('is silent exactly while something advances, nothing is queued, or the screen shows a reason', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            ms: fc.integer({ min: 1_000, max: 40_000 }),
            queued: fc.integer({ min: 0, max: 2 }),
            explained: fc.boolean(),
            advanced: fc.boolean(),
          }),
          { maxLength: 60 },
        ),
        (steps) => {
          const { world, watch } = watched()
          let quietSince = 0
          for (const { ms, queued, explained, advanced } of steps) {
            Object.assign(world, { ms: world.ms + ms, queued, explained })
            if (advanced) watch.advanced()
            watch.look()
            if (advanced || queued === 0 || explained) quietSince = world.ms
            expect(watch.since() !== null).toBe(world.ms - quietSince >= 60_000)
          }
        },
      ),
    )
  })
})
