/** Answers one difference between the paper and the record of a registered request. */
import { useState } from 'react'
import { type Difference, type Way, WAYS_OF } from '../../src/domain/request/comparison.ts'
import { appWords } from '../app/words.ts'
import { useCommand } from '../desk/use-procedure.ts'
import { useWords } from '../i18n/words.ts'
import { useShortcut } from '../shortcuts/shortcut-registry.tsx'
import { Button, Dialog, ProblemNotice, RadioGroup, TextField, useAnnounce } from '../ui/index.ts'
import { useMatterWords } from './matter-words.ts'
import { partWords } from './words.ts'

interface SettleDialogProps {
  readonly requestId: string
  readonly difference: Difference
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** A component of its own, so that the shortcut is active only while the dialog is open. */
function SettleButton({ onSettle, busy, ready }: { onSettle: () => void; busy: boolean; ready: boolean }) {
  const t = useWords(partWords)
  useShortcut('main-action', onSettle, ready && !busy)
  return (
    <Button look="main" shortcut="main-action" busy={busy} isDisabled={!ready} onPress={onSettle}>
      {t('settle')}
    </Button>
  )
}

export function SettleDialog({ requestId, difference, isOpen, onClose }: SettleDialogProps) {
  const t = useWords(partWords)
  const tApp = useWords(appWords)
  const announce = useAnnounce()
  const { matterOf } = useMatterWords()
  const [how, setHow] = useState<Way | null>(null)
  const [note, setNote] = useState('')
  const settle = useCommand('request.settle')
  const { matter, paper, stated } = difference
  const submit = async () => {
    if (how === null) return
    const result = await settle.run({ requestId, matter, how, note, paper: [...paper], stated })
    if (!result.ok) return
    announce(t('settled'))
    onClose()
  }
  return (
    <Dialog
      title={t('settleTitle', { matter: matterOf(matter) })}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={tApp('close')}
      actions={
        <>
          <Button onPress={onClose}>{tApp('cancel')}</Button>
          <SettleButton onSettle={() => void submit()} busy={settle.busy} ready={how !== null} />
        </>
      }
    >
      {settle.problem && <ProblemNotice problem={settle.problem} />}
      <RadioGroup
        label={t('settleHow')}
        value={how}
        onChange={setHow}
        options={WAYS_OF[matter].map((way) => ({ id: way, label: t(`way.${way}`) }))}
        autoFocus
      />
      <TextField label={t('settleNote')} value={note} onChange={setNote} rows={2} maxLength={500} personal />
    </Dialog>
  )
}
