import { describe, expect, it } from 'vitest'
import { chromiumFlags, findChromium, type Machine } from './chromium.ts'

const machine = (platform: NodeJS.Platform, env: Record<string, string>, files: string[]): Machine => ({
  platform,
  userId: 1000,
  env,
  exists: (file) => files.includes(file),
})

describe('finding a Chromium', () => {
  it('accepts only the one that DES_CHROMIUM names', () => {
    expect(
      findChromium(
        machine('linux', { DES_CHROMIUM: '/own/chrome', PATH: '/usr/bin' }, ['/own/chrome', '/usr/bin/chromium']),
      ),
    ).toBe('/own/chrome')
    expect(
      findChromium(machine('linux', { DES_CHROMIUM: '/own/chrome', PATH: '/usr/bin' }, ['/usr/bin/chromium'])),
    ).toBeNull()
  })
  it('searches the PATH first on Linux', () => {
    expect(
      findChromium(
        machine('linux', { PATH: '/home/x/bin:/usr/bin' }, ['/home/x/bin/google-chrome', '/usr/bin/chromium']),
      ),
    ).toBe('/home/x/bin/google-chrome')
    expect(findChromium(machine('linux', {}, ['/snap/bin/chromium']))).toBe('/snap/bin/chromium')
  })
  it('knows the folders of Windows and macOS', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    expect(findChromium(machine('win32', { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }, [edge]))).toBe(edge)
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findChromium(machine('darwin', { HOME: '/Users/x' }, [chrome]))).toBe(chrome)
  })
  it('answers null when there is none', () =>
    expect(findChromium(machine('linux', { PATH: '/usr/bin' }, []))).toBeNull())
  it('disables the sandbox only for root', () => {
    expect(chromiumFlags(0)).toContain('--no-sandbox')
    expect(chromiumFlags(1000)).not.toContain('--no-sandbox')
  })
})
