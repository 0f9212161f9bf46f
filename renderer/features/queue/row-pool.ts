/**
 * The rows of the table: a few dozen elements that are moved and refilled during scrolling. React is bypassed here,
 * because it would create and remove all of them many times a second (ADR 0047). The row at index i uses the element i
 * modulo their number, so a row that stays in view keeps its element.
 */
import type { QueueRow } from '../../app/queue-view.tsx'
import { rowElement, type RowElement } from './row-element.ts'
import type { RowWords } from './row-look.ts'
import { ROW_HEIGHT, type RowRange } from './rows-in-view.ts'

interface Shown {
  readonly range: RowRange
  /** Null: the row has not arrived yet. */
  readonly rowAt: (index: number) => QueueRow | null
  readonly selected: number | null
}
export interface RowPool {
  draw(shown: Shown): void
  /**
   * Puts the elements into row order for assistive technology that reads the document from top to bottom. Called after
   * scrolling, not during it.
   */
  settle(): void
}
interface Slot extends RowElement {
  index: number
  row: QueueRow | null
  selected: boolean
}

export const rowId = (index: number): string => `queue-row-${index}`

/** `container` receives the rows and must have no other children. */
export function rowPool(container: HTMLElement, words: RowWords): RowPool {
  container.replaceChildren()
  /** One slot for each drawn row: the row at `index` uses the slot `index % slots.length`. */
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
      // With another number of slots every row moves to another slot, so all are put in order again.
      if (resized) container.append(...inOrder().map(({ element }) => element))
    },
    settle() {
      // The slots form a ring that may start in the middle; only the shorter part is moved.
      const [first] = inOrder()
      const elements = [...container.children]
      const at = first ? elements.indexOf(first.element) : 0
      if (at <= elements.length / 2) container.append(...elements.slice(0, at))
      else container.prepend(...elements.slice(at))
    },
  }
}
