import styles from './kbd.module.css'

/**
 * Keys as printed on the keyboard: `Ctrl+Enter` → two keys. They are not part of the control's name; screen readers get
 * them from `aria-keyshortcuts`.
 */
export function Kbd({ keys, tone = 'plain' }: { keys: string; tone?: 'plain' | 'inverse' }) {
  return (
    <span className={styles['keys']} data-tone={tone} aria-hidden="true">
      {(keys === '+' ? [keys] : keys.split('+')).map((key) => (
        <kbd key={key} className={styles['key']} data-key={KEY_LABELS[key] ?? key} />
      ))}
    </span>
  )
}

const KEY_LABELS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}
