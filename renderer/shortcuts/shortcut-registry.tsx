/**
 * Decides which listener receives a shortcut. A dialog opens a layer, and while it is open only shortcuts of that layer
 * run, so that F2 does nothing behind an open dialog.
 */
import { createContext, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { keysOfEvent, SHORTCUTS, type ShortcutId } from './shortcuts.ts'

interface Listener {
  readonly id: ShortcutId
  readonly layer: number
  readonly run: () => void
}

export interface ShortcutRegistry {
  add(listener: Listener): () => void
  openLayer(layer: number): () => void
  /** Runs the listener for the event; returns true if there was one. */
  handle(event: KeyboardEvent): boolean
}

/** True in a field where letters are text. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement &&
      !['checkbox', 'radio', 'button', 'submit', 'file', 'range'].includes(target.type)))

export function createShortcutRegistry(): ShortcutRegistry {
  const listeners: Listener[] = []
  const layers: number[] = [0]
  return {
    add(listener) {
      listeners.push(listener)
      return () => void listeners.splice(listeners.indexOf(listener), 1)
    },
    openLayer(layer) {
      layers.push(layer)
      return () => void layers.splice(layers.indexOf(layer), 1)
    },
    handle(event) {
      if (event.defaultPrevented || event.isComposing) return false
      const keys = keysOfEvent(event)
      const top = Math.max(...layers)
      const typing = isTyping(event.target)
      const found = listeners.findLast(({ id, layer }) => {
        const definition: { keys: string; whileTyping?: boolean } = SHORTCUTS[id]
        return layer === top && definition.keys === keys && (!typing || definition.whileTyping === true)
      })
      if (!found) return false
      event.preventDefault()
      found.run()
      return true
    },
  }
}

const RegistryContext = createContext<ShortcutRegistry | null>(null)
const LayerContext = createContext(0)

export function ShortcutProvider({ registry, children }: { registry: ShortcutRegistry; children: ReactNode }) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => void registry.handle(event)
    // On a focused button Ctrl+Enter must run the main action and not press the button, so chords are handled in the
    // capture phase.
    const onChord = (event: KeyboardEvent) => {
      if (event.ctrlKey && registry.handle(event)) event.stopPropagation()
    }
    window.addEventListener('keydown', onChord, { capture: true })
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onChord, { capture: true })
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [registry])
  return <RegistryContext value={registry}>{children}</RegistryContext>
}

/** Registers everything inside it one layer up. The layers below are inactive while this is mounted. */
export function ShortcutLayer({ children }: { children: ReactNode }) {
  const registry = useContext(RegistryContext)
  const layer = useContext(LayerContext) + 1
  useEffect(() => registry?.openLayer(layer), [registry, layer])
  return <LayerContext value={layer}>{children}</LayerContext>
}

/** Listens to a shortcut of the table while the component is mounted and `enabled`. */
export function useShortcut(id: ShortcutId, run: () => void, enabled = true): void {
  const registry = useContext(RegistryContext)
  const layer = useContext(LayerContext)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const listener = useMemo(() => ({ id, layer, run: () => latest.current() }), [id, layer])
  useEffect(() => (enabled ? registry?.add(listener) : undefined), [registry, listener, enabled])
}
