import type { Session, WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { denyPermissions, mayOpenOutside, securePage } from './page-security.ts'

type Listener = (event: { preventDefault: () => void; url: string }) => void

function fakeContents() {
  const listeners = new Map<string, Listener>()
  let openHandler: ((details: { url: string }) => { action: string }) | undefined
  const contents = {
    on: (name: string, listener: Listener) => void listeners.set(name, listener),
    setWindowOpenHandler: (handler: typeof openHandler) => (openHandler = handler),
  } as unknown as WebContents
  return {
    contents,
    opens: (url: string) => openHandler?.({ url }),
    isStopped: (event: string, url = '') => {
      const preventDefault = vi.fn()
      listeners.get(event)?.({ preventDefault, url })
      return preventDefault.mock.calls.length === 1
    },
  }
}

describe('the page', () => {
  it.each([
    ['https://legislatie.just.ro/Public/DetaliiDocument/33817', true],
    ['https://casan.ro/cnas/', true],
    ['http://casan.ro/', false],
    ['https://casan.ro.example.test/', false],
    ['https://user@casan.ro/', false],
    ['https://casan.ro:8443/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['not an address', false],
  ])('may open %s in the system’s browser: %s', (address, allowed) => {
    expect(mayOpenOutside(address)).toBe(allowed)
  })

  it('opens no window and passes only listed links to the system', () => {
    const openExternal = vi.fn(() => Promise.resolve())
    const page = fakeContents()
    securePage(page.contents, { openExternal }, 'app://desk/')
    expect(page.opens('https://example.test/')).toEqual({ action: 'deny' })
    expect(openExternal).not.toHaveBeenCalled()
    expect(page.opens('https://casan.ro/')).toEqual({ action: 'deny' })
    expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://casan.ro/')
  })

  it('cannot navigate away from the renderer', () => {
    const page = fakeContents()
    securePage(page.contents, { openExternal: () => Promise.resolve() }, 'app://desk/')
    expect(page.isStopped('will-navigate', 'https://casan.ro/')).toBe(true)
    expect(page.isStopped('will-navigate', 'app://other/')).toBe(true)
    expect(page.isStopped('will-redirect', 'file:///etc/passwd')).toBe(true)
    expect(page.isStopped('will-navigate', 'app://desk/index.html')).toBe(false)
    expect(page.isStopped('will-attach-webview')).toBe(true)
  })

  it('gets no permission', () => {
    const answers: boolean[] = []
    const session = {
      setPermissionRequestHandler: (
        handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
      ) => handler(null, 'media', (granted) => answers.push(granted)),
      setPermissionCheckHandler: (handler: () => boolean) => answers.push(handler()),
      setDevicePermissionHandler: (handler: () => boolean) => answers.push(handler()),
    } as unknown as Session
    denyPermissions(session)
    expect(answers).toEqual([false, false, false])
  })
})
