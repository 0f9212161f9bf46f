import { useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Dialog, Icon, Menu } from '../../ui/index.ts'
import { FormButton } from '../forms/form-button.tsx'
import styles from './new-request.module.css'
import type { DraftSaving } from './use-draft-saving.ts'
import { newRequestWords } from './words.ts'

interface DraftBarProps {
  readonly draftId: string
  /** Returns the current content of the screen. */
  readonly read: () => DraftContent
  readonly saving: DraftSaving
  /** Why the pages as shown are not saved, or null. */
  readonly pagesProblem: Problem | null
  readonly onOpenDraft: (draftId: string) => void
  /** Starts an empty draft for the next person; the present one stays among the drafts. */
  readonly onSetAside: () => void
  readonly onDiscarded: () => void
}

interface DiscardDialogProps {
  readonly isOpen: boolean
  readonly busy: boolean
  readonly onKeep: () => void
  readonly onDiscard: () => void
}

/** Asks before everything typed and scanned is deleted; Enter keeps the draft. */
function DiscardDialog({ isOpen, busy, onKeep, onDiscard }: DiscardDialogProps) {
  const t = useWords(newRequestWords)
  return (
    <Dialog
      title={t('discardTitle')}
      isOpen={isOpen}
      onClose={onKeep}
      closeLabel={t('discardKeep')}
      width="narrow"
      role="alertdialog"
      actions={
        <>
          <Button look="quiet" onPress={onDiscard} busy={busy}>
            {t('discard')}
          </Button>
          <Button look="main" onPress={onKeep} autoFocus>
            {t('discardKeep')}
          </Button>
        </>
      }
    >
      <p>{t('discardWords')}</p>
    </Dialog>
  )
}

/** Shows that the draft is saved, links to other drafts, and discards this one after a confirmation. */
export function DraftBar({ draftId, read, saving, pagesProblem, onOpenDraft, onSetAside, onDiscarded }: DraftBarProps) {
  const t = useWords(newRequestWords)
  const { exactTime, moment } = useDates()
  const problemWords = useProblemWords()
  const others = (useProcedure('draft.list', {}).data ?? []).filter(({ id }) => id !== draftId)
  const discard = useCommand('draft.discard')
  const [asking, setAsking] = useState(false)
  const problem = saving.problem ?? pagesProblem
  const setAside = () => void saving.flush().then(onSetAside)
  useShortcut('set-aside', setAside)
  useShortcut('discard', () => setAsking(true))
  const giveUp = async () => {
    saving.stop()
    const result = await discard.run({ draftId })
    if (result.ok) onDiscarded()
  }
  return (
    <>
      {problem ? (
        <p className={styles['saved']} data-level="warning" role="alert">
          <Icon name="alert" size={14} />
          {t('notSaved')}: {problemWords(problem).what}
        </p>
      ) : (
        saving.savedAt !== null && (
          <p className={styles['saved']}>
            <Icon name="check" size={14} />
            {t('saved', { time: exactTime(saving.savedAt) })}
          </p>
        )
      )}
      {others.length > 0 && (
        <Menu
          label={t('otherDrafts', { count: others.length })}
          trigger={
            <Button look="quiet" size="small" icon="chevron-down">
              {t('otherDrafts', { count: others.length })}
            </Button>
          }
          groups={[
            {
              entries: others.map((draft) => ({
                id: draft.id,
                label: draft.title === '' ? t('untitled') : draft.title,
                help: moment(draft.updatedAt),
                onAction: () => onOpenDraft(draft.id),
              })),
            },
          ]}
        />
      )}
      <FormButton read={read} />
      <Button look="quiet" size="small" shortcut="set-aside" onPress={setAside}>
        {t('setAside')}
      </Button>
      <Button look="quiet" size="small" shortcut="discard" onPress={() => setAsking(true)}>
        {t('discard')}
      </Button>
      <DiscardDialog
        isOpen={asking}
        busy={discard.busy}
        onKeep={() => setAsking(false)}
        onDiscard={() => void giveUp()}
      />
    </>
  )
}
