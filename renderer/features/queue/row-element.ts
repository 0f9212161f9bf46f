/** The DOM elements of one row, created once and filled repeatedly. Scrolling changes only their texts. */
import marks from '../../request-parts/marks.module.css'
import chip from '../../ui/chip.module.css'
import { iconElement } from '../../ui/icon-element.ts'
import { type ColumnId, COLUMNS } from './columns.ts'
import styles from './queue-table.module.css'
import type { RowLook, RowWords } from './row-look.ts'

export interface RowElement {
  readonly element: HTMLElement
  /** Null: the row's page has not arrived yet. */
  fill(look: RowLook | null): void
}

function span(className: string | undefined, ...children: (Node | string)[]): HTMLSpanElement {
  const element = document.createElement('span')
  if (className) element.className = className
  element.append(...children)
  return element
}
/** A text node that is written only when its text changes, because an unchanged text needs no layout. */
function text(): { node: Text; write(value: string): void } {
  const node = document.createTextNode('')
  let written = ''
  return {
    node,
    write(value) {
      if (value === written) return
      written = value
      node.data = value
    },
  }
}
function dataset(element: HTMLElement, name: string): (value: string) => void {
  let written: string | null = null
  return (value) => {
    if (value === written) return
    written = value
    element.dataset[name] = value
  }
}
function marked(className: string | undefined, size: number) {
  const icon = iconElement(size)
  const words = text()
  return { icon, words, element: span(className, icon.element, span('', words.node)) }
}
function flag(icon: 'cloud-off' | 'question', words: string, help: string): HTMLElement {
  const drawn = iconElement(14)
  drawn.show(icon)
  const element = span(styles['flag'], drawn.element, span(styles['hidden'], words))
  element.title = help
  element.hidden = true
  return element
}

export function rowElement(words: RowWords): RowElement {
  const due = marked(marks['due'], 14)
  const urgency = dataset(due.element, 'urgency')
  const term = span(styles['term'])
  const elapsed = dataset(term, 'elapsed')
  const number = text()
  const pending = flag('cloud-off', words.pending, words.pendingHelp)
  const needsDecision = flag('question', words.needsDecision, words.needsDecision)
  const name = text()
  const cnp = text()
  const person = span('', name.node, ' ', span(styles['cnp'], cnp.node))
  person.dataset['personal'] = ''
  const kind = marked(marks['mark'], 14)
  const channel = marked(marks['mark'], 14)
  const state = marked(chip['chip'], 13)
  const tone = dataset(state.element, 'tone')
  const by = text()
  const contents: Record<ColumnId, Node> = {
    due: span(styles['dueWithTerm'], due.element, term),
    number: span(styles['number'], span('', number.node), pending, needsDecision),
    name: person,
    kind: kind.element,
    channel: channel.element,
    state: state.element,
    by: span('', by.node),
  }

  const cells = COLUMNS.map((column) => {
    const cell = document.createElement('div')
    cell.setAttribute('role', 'gridcell')
    cell.className = styles['cell'] ?? ''
    cell.dataset['column'] = column
    cell.append(contents[column])
    return cell
  })
  const element = document.createElement('div')
  element.setAttribute('role', 'row')
  element.className = `${styles['row'] ?? ''} ${styles['line'] ?? ''}`
  element.dataset['waiting'] = ''
  element.append(...cells)
  let waiting = true
  return {
    element,
    fill(look) {
      if ((look === null) !== waiting) {
        waiting = look === null
        element.toggleAttribute('data-waiting', waiting)
      }
      // The old content is hidden, not removed, because it is overwritten in a moment.
      if (look === null) return
      urgency(look.due.urgency)
      if (look.due.icon) due.icon.show(look.due.icon)
      due.words.write(look.due.text)
      // The words beside it say the same: the bar is for the eye alone.
      elapsed(look.elapsed === null ? 'none' : look.due.urgency)
      term.style.setProperty('--elapsed', `${String(look.elapsed ?? 0)}%`)
      number.write(look.number)
      pending.hidden = !look.pending
      needsDecision.hidden = !look.needsDecision
      name.write(look.name)
      cnp.write(look.cnp)
      kind.icon.show(look.kind.icon)
      kind.words.write(look.kind.text)
      channel.icon.show(look.channel.icon)
      channel.words.write(look.channel.text)
      tone(look.state.tone)
      state.icon.show(look.state.icon)
      state.words.write(look.state.text)
      by.write(look.by)
    },
  }
}
