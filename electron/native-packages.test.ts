import { describe, expect, it } from 'vitest'
import { NATIVE_PACKAGES, withTheirDependencies } from './native-packages.ts'

describe('what a packaged application carries beside its bundle', () => {
  it('is every native package with what it needs, on this platform', () => {
    const carried = withTheirDependencies('node_modules')
    for (const name of NATIVE_PACKAGES) expect(carried).toContain(name)
    expect(carried.some((name) => name.startsWith('@node-rs/argon2-'))).toBe(true)
    expect(carried.some((name) => name.startsWith('@img/sharp-'))).toBe(true)
    expect(carried).not.toContain('react')
  })
})
