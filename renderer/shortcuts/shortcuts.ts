/**
 * All shortcuts of the application in one table. It feeds the key listeners, the labels on buttons and the list behind
 * `?`.
 */

export const SHORTCUT_GROUPS = ['everywhere', 'rooms', 'queue', 'request', 'review', 'form', 'paper'] as const
type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number]

interface Definition {
  readonly keys: string
  readonly group: ShortcutGroup
  /** Also active while typing in a field. Only for keys that type no character. */
  readonly whileTyping?: boolean
}

/**
 * Approving an anonymisation is deliberately missing: permanent deletion never has a shortcut. The letters of the
 * review only open a dialog or another request.
 */
export const SHORTCUTS = {
  search: { keys: 'Ctrl+K', group: 'everywhere', whileTyping: true },
  'new-request': { keys: 'F2', group: 'everywhere', whileTyping: true },
  'send-now': { keys: 'F9', group: 'everywhere', whileTyping: true },
  veil: { keys: 'Ctrl+Shift+H', group: 'everywhere', whileTyping: true },
  lock: { keys: 'Ctrl+Shift+L', group: 'everywhere', whileTyping: true },
  sheet: { keys: '?', group: 'everywhere' },
  back: { keys: 'Escape', group: 'everywhere', whileTyping: true },

  'room-queue': { keys: 'Alt+1', group: 'rooms', whileTyping: true },
  'room-new-request': { keys: 'Alt+2', group: 'rooms', whileTyping: true },
  'room-decisions': { keys: 'Alt+3', group: 'rooms', whileTyping: true },
  'room-registry': { keys: 'Alt+4', group: 'rooms', whileTyping: true },
  'room-to-print': { keys: 'Alt+5', group: 'rooms', whileTyping: true },
  'room-sync': { keys: 'Alt+6', group: 'rooms', whileTyping: true },
  'room-system': { keys: 'Alt+7', group: 'rooms', whileTyping: true },
  'room-about': { keys: 'Alt+8', group: 'rooms', whileTyping: true },
  'room-administration': { keys: 'Alt+9', group: 'rooms', whileTyping: true },
  'room-audit': { keys: 'Alt+0', group: 'rooms', whileTyping: true },

  'queue-move': { keys: 'ArrowUp ArrowDown', group: 'queue' },
  'queue-page': { keys: 'PageUp PageDown', group: 'queue' },
  'queue-ends': { keys: 'Home End', group: 'queue' },
  'queue-open': { keys: 'Enter', group: 'queue' },
  'queue-type': { keys: 'A–Z', group: 'queue' },
  'queue-filters': { keys: 'Ctrl+Shift+F', group: 'queue', whileTyping: true },

  'main-action': { keys: 'Ctrl+Enter', group: 'form', whileTyping: true },
  'next-field': { keys: 'Enter', group: 'form' },
  scan: { keys: 'F4', group: 'form', whileTyping: true },
  'take-one': { keys: 'Alt+Enter', group: 'form' },
  'take-sure': { keys: 'Alt+P', group: 'form', whileTyping: true },
  'set-aside': { keys: 'Alt+L', group: 'form', whileTyping: true },
  // Only opens the question: nothing is discarded by a key alone.
  discard: { keys: 'Alt+R', group: 'form', whileTyping: true },
  // Esc loses nothing here: scanned pages are kept.
  'stop-scan': { keys: 'Escape', group: 'form', whileTyping: true },

  // Not Ctrl+Shift+N, which browsers reserve.
  note: { keys: 'Alt+N', group: 'request', whileTyping: true },

  'open-yes': { keys: 'A', group: 'review' },
  'open-return': { keys: 'T', group: 'review' },
  'open-reject': { keys: 'X', group: 'review' },
  'open-more': { keys: 'M', group: 'review' },
  'pile-next': { keys: 'J', group: 'review' },
  'pile-previous': { keys: 'K', group: 'review' },

  print: { keys: 'F8', group: 'paper', whileTyping: true },
  'zoom-in': { keys: '+', group: 'paper' },
  'zoom-out': { keys: '-', group: 'paper' },
  'zoom-fit': { keys: '0', group: 'paper' },
  'rotate-page': { keys: 'R', group: 'paper' },
} as const satisfies Record<string, Definition>

export type ShortcutId = keyof typeof SHORTCUTS

export const keysOf = (id: ShortcutId): string => SHORTCUTS[id].keys

/** The keys of an event in the notation of the table: `Ctrl+Shift+H`, `F2`, `Alt+1`, `?`. */
export function keysOfEvent(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>,
): string {
  // Digits by key position, because on the Romanian standard layout AltGr and Shift change what a digit key types.
  const digit = /^Digit([0-9])$/.exec(event.code)
  const asCapital = event.key.length === 1 && (event.ctrlKey || event.altKey || /[a-z]/i.test(event.key))
  const typed = asCapital ? event.key.toUpperCase() : event.key
  const key = digit && event.altKey ? digit[1] : typed
  const named = event.key.length > 1 || event.ctrlKey || event.altKey
  return [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && named ? 'Shift' : '',
    key,
  ]
    .filter(Boolean)
    .join('+')
}
