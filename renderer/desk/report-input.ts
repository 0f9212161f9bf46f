/** Reports to the desk that a person is at it: keys, mouse and touch, and nothing that the page does by itself. */

/** How often at most. The screen locks at most this much earlier than the idle time says. */
export const REPORT_EVERY_MS = 2_000
const EVENTS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** The part of a window that the report listens to. */
export type InputSource = Pick<Window, 'addEventListener' | 'removeEventListener'>

/**
 * Calls `report` on the input of a person: at once, then at most every {@link REPORT_EVERY_MS}. Events that scripts
 * make do not count, nor does a pointer that rests: a page that changes under it gets moves from the browser too.
 *
 * @param now milliseconds that only go forward
 * @returns the function that stops it
 */
export function reportInput(source: InputSource, report: () => void, now: () => number): () => void {
  let last = -Infinity
  let place: string | null = null
  const onEvent = (event: Event): void => {
    if (!event.isTrusted) return
    if (event.type === 'pointermove') {
      const { screenX, screenY } = event as PointerEvent
      const moved = `${String(screenX)} ${String(screenY)}`
      const before = place
      place = moved
      if (before === null || before === moved) return
    }
    if (now() - last < REPORT_EVERY_MS) return
    last = now()
    report()
  }
  const options = { capture: true, passive: true }
  for (const name of EVENTS) source.addEventListener(name, onEvent, options)
  return () => {
    for (const name of EVENTS) source.removeEventListener(name, onEvent, options)
  }
}
