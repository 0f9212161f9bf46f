import { useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'
import styles from './notice.module.css'
import list from './error-summary.module.css'

export interface ErrorSummaryProps {
  readonly title: string
  readonly errors: readonly { readonly fieldId: string; readonly message: string }[]
  /** Takes the focus when it appears after a refused main action. */
  readonly autoFocus?: boolean
}

/** Every error of a form as a link to its field. */
export function ErrorSummary({ title, errors, autoFocus = true }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (autoFocus && errors.length > 0) box.current?.focus()
  }, [autoFocus, errors.length])
  if (errors.length === 0) return null
  return (
    <div ref={box} className={styles['notice']} data-tone="attention" role="alert" tabIndex={-1}>
      <Icon name="alert" size={18} />
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        <ul className={list['list']}>
          {errors.map(({ fieldId, message }) => (
            <li key={`${fieldId}:${message}`}>
              <button type="button" className={list['link']} onClick={() => focusField(fieldId)}>
                {message}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Scrolls to a field and focuses it; in a group, its first control. */
export function focusField(fieldId: string): void {
  const element = document.getElementById(fieldId)
  const control = element?.matches('input, textarea, button, [tabindex]')
    ? element
    : element?.querySelector<HTMLElement>('input, textarea, button')
  control?.focus()
  element?.scrollIntoView({ block: 'center' })
}
