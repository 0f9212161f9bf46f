/** Enter moves to the next field. It skips buttons, links and proposals between the fields; Tab reaches those. */
import type { KeyboardEvent } from 'react'
import { mrzIsWhole } from './wedge-burst.ts'

const STOPS =
  'input:not([disabled]):not([type="hidden"]):not([type="file"]), textarea:not([disabled]), [data-field] button[aria-haspopup="listbox"]:not([disabled])'

/** One stop for each radio group: the selected button, or the first. */
function stopsOf(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(STOPS)].filter((element, _index, all) => {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio')
      return element.getClientRects().length > 0 || element instanceof HTMLInputElement
    const group = all.filter(
      (other): other is HTMLInputElement =>
        other instanceof HTMLInputElement && other.type === 'radio' && other.name === element.name,
    )
    return element === (group.find((radio) => radio.checked) ?? group[0])
  })
}

/** Moves the focus from a control to the next stop of the form. */
function goOn(form: HTMLElement, target: HTMLElement, back: boolean): void {
  const stops = stopsOf(form)
  const here =
    target instanceof HTMLInputElement && target.type === 'radio'
      ? stops.findIndex((stop) => stop instanceof HTMLInputElement && stop.name === target.name)
      : stops.indexOf(target)
  const next = stops[here + (back ? -1 : 1)]
  next?.focus()
  if (next instanceof HTMLInputElement && next.type !== 'checkbox' && next.type !== 'radio') next.select()
}

/**
 * For the form's `onKeyUp`: Space ticks a box of a list of attestations and goes on to the next. Unticking stays, so
 * that a box ticked by mistake can be seen.
 */
export function spaceGoesOn(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  if (event.key !== ' ' || !(target instanceof HTMLInputElement) || target.type !== 'checkbox') return
  if (target.checked && target.closest('[data-ticks]') !== null) goOn(event.currentTarget, target, false)
}

/** For the form's `onKeyDownCapture`. */
export function enterGoesOn(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return
  const target = event.target
  if (!(target instanceof HTMLElement) || !target.matches(STOPS)) return
  // In a text of several lines Enter starts a new line, except after the last line of an MRZ.
  if (
    target instanceof HTMLTextAreaElement &&
    target.dataset['mono'] !== undefined &&
    target.value.trim() !== '' &&
    !mrzIsWhole(target.value) &&
    !event.shiftKey
  )
    return
  event.preventDefault()
  event.stopPropagation()
  goOn(event.currentTarget, target, event.shiftKey)
}
