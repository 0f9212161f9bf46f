import { describe, expect, it } from 'vitest'
import { NATIVE_PACKAGES, withTheirDependencies } from './native-packages.ts'

describe('the packages copied beside the bundle of a packaged application', () => {
  it('are every native package and its dependencies on this platform', () => {
    const copied = withTheirDependencies('node_modules')
    for (const name of NATIVE_PACKAGES) expect(copied).toContain(name)
    expect(copied.some((name) => name.startsWith('@node-rs/argon2-'))).toBe(true)
    expect(copied.some((name) => name.startsWith('@img/sharp-'))).toBe(true)
    expect(copied).not.toContain('react')
  })
})
