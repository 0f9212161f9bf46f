import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts.ts'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { classNames } from './class-names.ts'
import styles from './button.module.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  /**
   * `main`: the one main action of a screen. `plain`: any other action. `quiet`: in a tool bar. `erase`: permanent
   * deletion only.
   */
  readonly look?: 'main' | 'plain' | 'quiet' | 'erase'
  readonly size?: 'normal' | 'small'
  readonly icon?: IconName
  /** Shows the keys of a registered shortcut on the button and announces them to screen readers. */
  readonly shortcut?: ShortcutId
  /** Shows the Enter key on the button, because Enter in the focused form or list does the same. */
  readonly enter?: boolean
  /** Why the button cannot be pressed now: shown beside it and read with it. The button stays focusable. */
  readonly refusal?: string | null
  readonly busy?: boolean
  readonly children?: ReactNode
  /** Required for a button that shows only an icon. */
  readonly label?: string
  /** For positioning by the parent's layout. */
  readonly className?: string
}

export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  shortcut,
  enter = false,
  refusal,
  busy,
  children,
  label,
  className,
  ...rest
}: ButtonProps) {
  const keys = shortcut ? keysOf(shortcut) : null
  const shown = keys ?? (enter ? 'Enter' : null)
  const button = (
    <AriaButton
      {...rest}
      {...(label ? { 'aria-label': label } : {})}
      {...(keys ? { 'aria-keyshortcuts': keys.replace('Ctrl', 'Control') } : {})}
      className={classNames(styles['button'], className)}
      data-look={look}
      data-size={size}
      data-icon-only={children === undefined || undefined}
      isPending={busy ?? false}
      isDisabled={(rest.isDisabled ?? false) || Boolean(refusal)}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span className={styles['words']}>{children}</span>}
      {shown && <Kbd keys={shown} tone={look === 'main' || look === 'erase' ? 'inverse' : 'plain'} />}
    </AriaButton>
  )
  if (!refusal) return button
  return (
    <span className={styles['refused']}>
      {button}
      <span className={styles['refusal']}>{refusal}</span>
    </span>
  )
}
