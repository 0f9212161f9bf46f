/**
 * The shape of everything done to a request in a dialog of its screen: a form, and one button with Ctrl+Enter on it.
 */
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
  /** What the one button says. */
  readonly act: string
  readonly onAct: () => void
  readonly busy: boolean
  readonly problem: Problem | null
  readonly children: ReactNode
  /** Whether the form is filled in. */
  readonly ready?: boolean
  /** What this act changes beyond what is seen, beside the button. */
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
  const sayApp = useWords(appWords)
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={sayApp('close')}
      width={width}
      actions={
        <>
          {note !== undefined && <span className={styles['note']}>{note}</span>}
          <Button onPress={onClose}>{sayApp('cancel')}</Button>
          <ActButton act={act} onAct={onAct} busy={busy} ready={ready} />
        </>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      {children}
    </Dialog>
  )
}

/** Its own component: the shortcut is the dialog's only while the dialog is open. */
function ActButton({ act, onAct, busy, ready }: Required<Pick<ActDialogProps, 'act' | 'onAct' | 'busy' | 'ready'>>) {
  useShortcut('main-action', onAct, ready && !busy)
  return (
    <Button look="main" shortcut="main-action" busy={busy} isDisabled={!ready} onPress={onAct}>
      {act}
    </Button>
  )
}
