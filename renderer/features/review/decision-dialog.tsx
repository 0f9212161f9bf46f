/** The layout of every decision with a letter: the form on the left, the letter as it will be sent on the right. */
import type { ReactNode } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Dialog, ProblemNotice } from '../../ui/index.ts'
import styles from './decision-dialog.module.css'
import { LetterPreview, useLetter, type LetterInput } from './letter-preview.tsx'
import { reviewWords } from './words.ts'

export interface DecisionProps {
  readonly detail: RequestDetail
  /** What the plan found to stand against an execution. */
  readonly obstacles: readonly Problem[]
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Called after the decision, so that the screen continues. */
  readonly onDone: () => void
}

interface DecisionDialogProps {
  readonly title: string
  readonly send: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onSend: () => void
  readonly busy: boolean
  readonly problem: Problem | null
  readonly children: ReactNode
  /** Whether the form is complete. */
  readonly ready: boolean
  /** Content of the letter; null while the form is incomplete; absent where no letter is sent. */
  readonly letter?: LetterInput | null
}

export function DecisionDialog({ title, isOpen, onClose, letter, ...rest }: DecisionDialogProps) {
  const tApp = useWords(appWords)
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={tApp('close')}
      width={letter === undefined ? 'normal' : 'full'}
    >
      {letter === undefined ? <Form {...rest} seen /> : <WithLetter {...rest} letter={letter} />}
    </Dialog>
  )
}

type FormProps = Pick<DecisionDialogProps, 'send' | 'onSend' | 'busy' | 'problem' | 'children' | 'ready'>

function WithLetter({ letter: input, ...rest }: FormProps & { letter: LetterInput | null }) {
  const letter = useLetter(input)
  return (
    <div className={styles['sides']}>
      <Form {...rest} seen={letter.seen} />
      <LetterPreview letter={{ ...letter, wanted: input !== null }} />
    </div>
  )
}

function Form({ send, onSend, busy, problem, children, ready, seen }: FormProps & { seen: boolean }) {
  const t = useWords(reviewWords)
  const enabled = ready && seen
  useShortcut('main-action', onSend, enabled)
  return (
    <div className={styles['form']}>
      <div className={styles['fields']}>
        {children}
        {problem && <ProblemNotice problem={problem} />}
      </div>
      <div className={styles['send']}>
        <span className={styles['keep']}>{ready && !seen ? t('letterFirst') : t('keep')}</span>
        <Button look="main" shortcut="main-action" busy={busy} isDisabled={!enabled} onPress={onSend}>
          {send}
        </Button>
      </div>
    </div>
  )
}
