/**
 * The rows of the table: a few dozen elements that are placed and filled anew as the table scrolls, past React, which would
 * make and drop all of them many times a second (ADR 0047). A row's element is the one of its position modulo their number, so that
 * a row that stays in view stays as it is.
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
  /** Puts the elements into the order of the rows, for whoever reads the document from top to bottom: after scrolling, not while. */
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
  const slots: Slot[] = []
  const place = (slot: Slot, index: number): void => {
    if (slot.index === index) return
    slot.index = index
    slot.element.id = rowId(index)
    slot.element.dataset['index'] = String(index)
    slot.element.setAttribute('aria-rowindex', String(index + 2))
    slot.element.style.transform = `translateY(${index * ROW_HEIGHT}px)`
  }
  const addSlot = (): Slot => {
    const made = rowElement(words)
    made.element.setAttribute('aria-selected', 'false')
    return { ...made, index: -1, row: null, selected: false }
  }
  return {
    draw({ range: { from, end }, rowAt, selected }) {
      const grown = slots.length < end - from
      while (slots.length < end - from) slots.push(addSlot())
      const used = new Set<Slot>()
      for (let index = from; index < end; index++) {
        const slot = slots[index % slots.length]
        if (!slot) continue
        used.add(slot)
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
        // With more elements than before every row has another one: all stand in order again.
        if (grown || slot.element.parentNode === null) container.append(slot.element)
      }
      for (const slot of slots) if (!used.has(slot) && slot.element.parentNode !== null) slot.element.remove()
    },
    settle() {
      // The order of the rows, begun somewhere in the middle: the shorter part is moved.
      const rows = slots.filter(({ element }) => element.parentNode !== null).sort((a, b) => a.index - b.index)
      const elements = rows.map(({ element }) => element)
      const first = [...container.children].indexOf(elements[0] ?? container)
      if (first <= 0) return
      const wrapped = [...container.children].slice(0, first)
      if (first <= elements.length / 2) container.append(...wrapped)
      else container.prepend(...[...container.children].slice(first))
    },
  }
}
