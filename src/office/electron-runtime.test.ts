import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasDisplay } from './display.ts'
import { findElectron } from './electron-runtime.ts'

describe('Electron’s runtime', () => {
  let root = ''
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'des-electron-'))))
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('is the one that ELECTRON_OVERRIDE_DIST_PATH names, and no other', () => {
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: root }, 'linux')).toBeNull()
    writeFileSync(path.join(root, 'electron'), '')
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: root }, 'linux')).toBe(path.join(root, 'electron'))
  })

  it('is found only when its download was complete', () => {
    const dist = path.join(root, 'node_modules', 'electron', 'dist')
    mkdirSync(dist, { recursive: true })
    writeFileSync(path.join(dist, 'electron'), '')
    expect(findElectron(root, {}, 'linux')).toBeNull()
    writeFileSync(path.join(dist, 'version'), '45.4.1')
    expect(findElectron(root, {}, 'linux')).toBe(path.join(dist, 'electron'))
  })
})

describe('a display', () => {
  it('is always assumed on Windows and macOS, and on Linux when the environment names it', () => {
    expect(hasDisplay('win32', {})).toBe(true)
    expect(hasDisplay('darwin', {})).toBe(true)
    expect(hasDisplay('linux', {})).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  })
})
