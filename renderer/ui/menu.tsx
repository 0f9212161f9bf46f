import type { ReactNode } from 'react'
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from 'react-aria-components'
import { ShortcutLayer } from '../shortcuts/shortcut-registry.tsx'
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts.ts'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import styles from './menu.module.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly icon?: IconName
  readonly shortcut?: ShortcutId
  readonly isDisabled?: boolean
  readonly isChecked?: boolean
  readonly onAction: () => void
}
export interface MenuGroup {
  readonly title?: string
  readonly entries: readonly MenuEntry[]
}

/** `trigger` is a Button; the menu opens below it. */
export function Menu({
  trigger,
  groups,
  label,
  placement = 'bottom end',
  isOpen,
  onOpenChange,
}: {
  trigger: ReactNode
  groups: readonly MenuGroup[]
  label: string
  placement?: 'bottom end' | 'bottom start' | 'top end'
  /** For a menu that a shortcut opens too. */
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}) {
  return (
    <MenuTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <Popover className={styles['popover'] ?? ''} placement={placement} offset={4}>
        {/* While the menu is open, no shortcut of the screen below runs. */}
        <ShortcutLayer>
          <AriaMenu
            className={styles['menu'] ?? ''}
            aria-label={label}
            {...(isOpen === undefined ? {} : { autoFocus: 'first' as const })}
          >
            {groups.map((group, index) => (
              <MenuSection
                key={group.title ?? index}
                className={styles['group'] ?? ''}
                {...(group.title ? {} : { 'aria-label': label })}
              >
                {group.title && <Header className={styles['title'] ?? ''}>{group.title}</Header>}
                {group.entries.map((entry) => (
                  <MenuItem
                    key={entry.id}
                    id={entry.id}
                    textValue={entry.label}
                    className={styles['entry'] ?? ''}
                    isDisabled={entry.isDisabled ?? false}
                    onAction={entry.onAction}
                  >
                    <span className={styles['mark']}>
                      {entry.isChecked ? (
                        <Icon name="check" size={14} />
                      ) : (
                        entry.icon && <Icon name={entry.icon} size={14} />
                      )}
                    </span>
                    <span className={styles['words']}>
                      <Text slot="label">{entry.label}</Text>
                      {entry.help && (
                        <Text slot="description" className={styles['help'] ?? ''}>
                          {entry.help}
                        </Text>
                      )}
                    </span>
                    {entry.shortcut && <Kbd keys={keysOf(entry.shortcut)} />}
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
          </AriaMenu>
        </ShortcutLayer>
      </Popover>
    </MenuTrigger>
  )
}
