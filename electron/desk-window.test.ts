import { describe, expect, it } from 'vitest'
import { windowOptions } from './desk-window.ts'

describe('the window', () => {
  it('keeps every protection of the sandbox', () => {
    expect(windowOptions('preload.cjs').webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      navigateOnDragDrop: false,
    })
  })
  it('shows no personal data in its title', () => expect(windowOptions('preload.cjs').title).toBe('Ghișeu DES'))
})
