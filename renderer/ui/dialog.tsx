import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { ShortcutLayer } from '../shortcuts/shortcut-registry.tsx'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly closeLabel: string
  readonly children: ReactNode
  /** The bar at the bottom; the main action comes last, at the right. */
  readonly actions?: ReactNode
  readonly width?: 'narrow' | 'normal' | 'wide' | 'full'
  /** `erase`: the dark red that is reserved for permanent deletion. */
  readonly look?: 'plain' | 'erase'
  /** `alertdialog`: must be answered before anything else. */
  readonly role?: 'dialog' | 'alertdialog'
}

/**
 * Esc closes the dialog and the focus returns to where it was (React Aria). Shortcuts of the page below are inactive
 * while it is open.
 */
export function Dialog({
  title,
  isOpen,
  onClose,
  closeLabel,
  children,
  actions,
  width = 'normal',
  look = 'plain',
  role = 'dialog',
}: DialogProps) {
  return (
    <ModalOverlay
      className={styles['overlay'] ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={false}
    >
      <Modal className={styles['modal'] ?? ''} data-width={width}>
        <AriaDialog role={role} className={classNames(styles['dialog'])} data-look={look}>
          <ShortcutLayer>
            <header className={styles['header']}>
              <Heading slot="title" level={2} className={styles['title'] ?? ''}>
                {title}
              </Heading>
              <Button look="quiet" size="small" icon="close" label={closeLabel} onPress={onClose} />
            </header>
            <div className={styles['body']}>{children}</div>
            {actions && <footer className={styles['actions']}>{actions}</footer>}
          </ShortcutLayer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
