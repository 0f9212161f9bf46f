import { describe, expect, it, vi } from 'vitest'
import { createShortcutRegistry } from './shortcut-registry.tsx'
import { keysOfEvent, SHORTCUTS, type ShortcutId } from './shortcuts.ts'

const press = (part: Partial<KeyboardEvent>) =>
  ({
    key: '',
    code: '',
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    target: null,
    defaultPrevented: false,
    isComposing: false,
    preventDefault: () => undefined,
    ...part,
  }) as KeyboardEvent

// The registry checks the type of the focused element; this test has no document.
vi.stubGlobal('HTMLElement', function HTMLElement() {})

describe('the notation of keys', () => {
  it.each([
    [{ key: 'k', code: 'KeyK', ctrlKey: true }, 'Ctrl+K'],
    [{ key: 'H', code: 'KeyH', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+H'],
    [{ key: 'F2', code: 'F2' }, 'F2'],
    [{ key: '?', code: 'Slash', shiftKey: true }, '?'],
    [{ key: '1', code: 'Digit1', altKey: true }, 'Alt+1'],
    [{ key: '¹', code: 'Digit1', altKey: true }, 'Alt+1'],
    [{ key: 'Enter', code: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
    [{ key: 'r', code: 'KeyR' }, 'R'],
    [{ key: '+', code: 'Equal', shiftKey: true }, '+'],
    [{ key: 'Escape', code: 'Escape' }, 'Escape'],
  ] as const)('of %o is %s', (event, keys) => {
    expect(keysOfEvent(press(event))).toBe(keys)
  })
})

describe('the table', () => {
  it('assigns no key twice in overlapping groups', () => {
    const everywhere = Object.entries(SHORTCUTS).filter(([, { group }]) => group === 'everywhere' || group === 'rooms')
    const keys = everywhere.map(([, definition]) => definition.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('has no key for permanent deletion', () => {
    expect(Object.keys(SHORTCUTS).filter((id) => /approve|erase|anonymis/.test(id))).toEqual([])
  })
})

describe('the registry', () => {
  const listen = (registry: ReturnType<typeof createShortcutRegistry>, id: ShortcutId, layer: number) => {
    const run = vi.fn()
    return { run, stop: registry.add({ id, layer, run }) }
  }

  it('runs the latest listener, and the earlier one again once the latest is removed', () => {
    const registry = createShortcutRegistry()
    const page = listen(registry, 'main-action', 0)
    const form = listen(registry, 'main-action', 0)
    const event = press({ key: 'Enter', code: 'Enter', ctrlKey: true })
    expect(registry.handle(event)).toBe(true)
    expect([page.run.mock.calls.length, form.run.mock.calls.length]).toEqual([0, 1])
    form.stop()
    registry.handle(event)
    expect([page.run.mock.calls.length, form.run.mock.calls.length]).toEqual([1, 1])
  })

  it('disables what is below an open layer', () => {
    const registry = createShortcutRegistry()
    const below = listen(registry, 'new-request', 0)
    const close = registry.openLayer(1)
    expect(registry.handle(press({ key: 'F2', code: 'F2' }))).toBe(false)
    close()
    expect(registry.handle(press({ key: 'F2', code: 'F2' }))).toBe(true)
    expect(below.run).toHaveBeenCalledTimes(1)
  })

  it('ignores events that were already handled, and text being composed', () => {
    const registry = createShortcutRegistry()
    const { run } = listen(registry, 'search', 0)
    registry.handle(press({ key: 'k', code: 'KeyK', ctrlKey: true, defaultPrevented: true }))
    registry.handle(press({ key: 'k', code: 'KeyK', ctrlKey: true, isComposing: true }))
    expect(run).not.toHaveBeenCalled()
  })
})
