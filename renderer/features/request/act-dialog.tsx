/** The layout of every dialog that acts on a request: a form, and one button that Ctrl+Enter presses. */
import type { ReactNode } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Dialog, ProblemNotice } from '../../ui/index.ts'
import styles from './form.module.css'

export interface RequestDialogProps {
  readonly detail: RequestDetail
  readonly isOpen: boolean
  readonly onClose: () => void
}

interface ActDialogProps extends Pick<RequestDialogProps, 'isOpen' | 'onClose'> {
  readonly title: string
  /** Label of the button. */
  readonly act: string
  readonly onAct: () => void
  readonly busy: boolean
  readonly problem: Problem | null
  readonly children: ReactNode
  /** Whether the form is complete. */
  readonly ready?: boolean
  /** A side effect of the act that the screen does not show, displayed beside the button. */
  readonly note?: string
  readonly width?: 'normal' | 'wide'
}

export function ActDialog({
  title,
  act,
  onAct,
  busy,
  problem,
  children,
  ready = true,
  note,
  width = 'normal',
  isOpen,
  onClose,
}: ActDialogProps) {
  const tApp = useWords(appWords)
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={tApp('close')}
      width={width}
      actions={
        <>
          {note !== undefined && <span className={styles['note']}>{note}</span>}
          <Button onPress={onClose}>{tApp('cancel')}</Button>
          <ActButton act={act} onAct={onAct} busy={busy} ready={ready} />
        </>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      {children}
    </Dialog>
  )
}

/** A separate component, so that the shortcut is active only while the dialog is open. */
function ActButton({ act, onAct, busy, ready }: Required<Pick<ActDialogProps, 'act' | 'onAct' | 'busy' | 'ready'>>) {
  useShortcut('main-action', onAct, ready && !busy)
  return (
    <Button look="main" shortcut="main-action" busy={busy} isDisabled={!ready} onPress={onAct}>
      {act}
    </Button>
  )
}
