/**
 * Who listens to a shortcut now. What is on top wins: a dialog opens a layer, and while it is open only shortcuts of
 * that layer run, so that F2 behind an open question does nothing.
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
  /** Runs what the event asks for; true when something did. */
  handle(event: KeyboardEvent): boolean
}

/** A field in which letters are text. */
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
    // Ctrl+Enter on a button is our main action and not a press of that button: chords are heard before the control
    // that has the focus.
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

/** Everything inside listens one layer up; the layers below are silent as long as this is there. */
export function ShortcutLayer({ children }: { children: ReactNode }) {
  const registry = useContext(RegistryContext)
  const layer = useContext(LayerContext) + 1
  useEffect(() => registry?.openLayer(layer), [registry, layer])
  return <LayerContext value={layer}>{children}</LayerContext>
}

/** Listens to a shortcut of the table while the component is there and `enabled`. */
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
