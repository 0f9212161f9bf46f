import type { ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { Button } from './button.tsx'
import type { IconName } from './icon.tsx'
import styles from './panel-button.module.css'

interface PanelButtonProps {
  readonly icon: IconName
  /** Name of both the button and the panel. */
  readonly label: string
  readonly isDisabled?: boolean
  readonly children: ReactNode
}

/** A button that opens a small settings panel below it. Esc closes the panel and returns the focus. */
export function PanelButton({ icon, label, isDisabled, children }: PanelButtonProps) {
  return (
    <DialogTrigger>
      <Button icon={icon} label={label} isDisabled={isDisabled ?? false} />
      <Popover className={styles['popover'] ?? ''} placement="bottom end" offset={4}>
        <Dialog className={styles['panel'] ?? ''} aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
