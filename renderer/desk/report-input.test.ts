import { describe, expect, it } from 'vitest'
import { type InputSource, REPORT_EVERY_MS, reportInput } from './report-input.ts'

function watched() {
  const listeners = new Map<string, (event: Event) => void>()
  let at = 0
  let reports = 0
  const source = {
    addEventListener: (name: string, listener: (event: Event) => void) => void listeners.set(name, listener),
    removeEventListener: (name: string) => void listeners.delete(name),
  } as unknown as InputSource
  const stop = reportInput(
    source,
    () => (reports += 1),
    () => at,
  )
  return {
    stop,
    send: (type: string, more: object = {}) => listeners.get(type)?.({ type, isTrusted: true, ...more } as Event),
    pass: (ms: number) => (at += ms),
    reports: () => reports,
    listening: () => listeners.size,
  }
}

describe('the report of input', () => {
  it.each(['keydown', 'pointerdown', 'wheel'])('is sent at once on %s, and not more often than needed', (type) => {
    const page = watched()
    page.send(type)
    page.send(type)
    expect(page.reports()).toBe(1)
    page.pass(REPORT_EVERY_MS)
    page.send(type)
    expect(page.reports()).toBe(2)
  })
  it('counts no event that a script made', () => {
    const page = watched()
    for (const type of ['keydown', 'pointerdown', 'pointermove', 'wheel']) page.send(type, { isTrusted: false })
    expect(page.reports()).toBe(0)
  })
  it('counts a pointer that moves, not one that rests while the page changes under it', () => {
    const page = watched()
    for (let n = 0; n < 5; n++) {
      page.send('pointermove', { screenX: 40, screenY: 50 })
      page.pass(REPORT_EVERY_MS)
    }
    expect(page.reports()).toBe(0)
    page.send('pointermove', { screenX: 41, screenY: 50 })
    expect(page.reports()).toBe(1)
  })
  it('counts what pages do by themselves not at all', () => {
    const page = watched()
    for (const type of ['focus', 'scroll', 'message', 'visibilitychange', 'animationend']) page.send(type)
    expect(page.reports()).toBe(0)
  })
  it('stops', () => {
    const page = watched()
    page.stop()
    expect(page.listening()).toBe(0)
  })
})
