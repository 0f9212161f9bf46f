/**
 * The rows of the table: a few dozen elements that are placed and filled anew as the table scrolls, past React, which
 * would make and drop all of them many times a second (ADR 0047). A row's element is the one of its position modulo
 * their number, so that a row that stays in view stays as it is.
 */
import type { QueueRow } from '../../app/queue-view.tsx'
import { rowElement, type RowElement } from './row-element.ts'
import type { RowWords } from './row-look.ts'
import { ROW_HEIGHT, type RowRange } from './rows-in-view.ts'

interface Shown {
  readonly range: RowRange
  /** Null: not arrived yet. */
  readonly rowAt: (index: number) => QueueRow | null
  readonly selected: number | null
}
export interface RowPool {
  draw(shown: Shown): void
  /**
   * Puts the elements into the order of the rows, for whoever reads the document from top to bottom: after scrolling,
   * not while.
   */
  settle(): void
}
interface Slot extends RowElement {
  index: number
  row: QueueRow | null
  selected: boolean
}

export const rowId = (index: number): string => `queue-row-${index}`

/** `container` gets the rows and must have nobody else's children. */
export function rowPool(container: HTMLElement, words: RowWords): RowPool {
  container.replaceChildren()
  /** As many as rows are drawn: the row at `index` has the slot `index % slots.length`. */
  const slots: Slot[] = []
  const spare: Slot[] = []
  const place = (slot: Slot, index: number): void => {
    if (slot.index === index) return
    slot.index = index
    slot.element.id = rowId(index)
    slot.element.dataset['index'] = String(index)
    slot.element.setAttribute('aria-rowindex', String(index + 2))
    slot.element.style.transform = `translateY(${index * ROW_HEIGHT}px)`
  }
  const inOrder = (): Slot[] => slots.toSorted((a, b) => a.index - b.index)
  const makeSlot = (): Slot => {
    const made = rowElement(words)
    made.element.setAttribute('aria-selected', 'false')
    return { ...made, index: -1, row: null, selected: false }
  }
  const resize = (count: number): void => {
    for (const slot of slots.splice(count)) {
      slot.element.remove()
      spare.push(slot)
    }
    while (slots.length < count) slots.push(spare.pop() ?? makeSlot())
  }
  return {
    draw({ range: { from, end }, rowAt, selected }) {
      const resized = slots.length !== end - from
      if (resized) resize(end - from)
      for (let index = from; index < end; index++) {
        const slot = slots[index % slots.length]
        if (!slot) continue
        place(slot, index)
        const row = rowAt(index)
        if (row !== slot.row) {
          slot.row = row
          slot.fill(row === null ? null : words.of(row))
        }
        if (slot.selected !== (index === selected)) {
          slot.selected = index === selected
          slot.element.setAttribute('aria-selected', String(slot.selected))
        }
      }
      // Another number of slots: every row has another one, and all stand in order again.
      if (resized) container.append(...inOrder().map(({ element }) => element))
    },
    settle() {
      // A ring, begun somewhere in the middle: the shorter part is moved.
      const [first] = inOrder()
      const elements = [...container.children]
      const at = first ? elements.indexOf(first.element) : 0
      if (at <= elements.length / 2) container.append(...elements.slice(0, at))
      else container.prepend(...elements.slice(at))
    },
  }
}
