import { useState } from 'react'
import { EXTENSION_DAYS } from '../../../src/domain/request/due-date.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { TextField, useAnnounce } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { reviewWords } from './words.ts'

export function ExtendDialog({ detail, isOpen, onClose, onDone }: DecisionProps) {
  const t = useWords(reviewWords)
  const announce = useAnnounce()
  const [typed, setTyped] = useState('')
  const [explanation, setExplanation] = useState('')
  const command = useCommand('request.extend')
  const { id: requestId, revision } = detail.request
  const days = /^\d{1,2}$/.test(typed) ? Number(typed) : 0
  const valid = days >= 1 && days <= EXTENSION_DAYS
  const ready = valid && explanation.trim() !== ''
  const send = async () => {
    const result = await command.run({ requestId, revision, days, explanation })
    if (!result.ok) return
    announce(t('extended'))
    onDone()
  }
  return (
    <DecisionDialog
      title={t('extendTitle')}
      send={t('extendSend')}
      isOpen={isOpen}
      onClose={onClose}
      onSend={() => void send()}
      busy={command.busy}
      problem={command.problem}
      ready={ready}
      letter={ready ? { requestId, letter: 'extension', days, explanation } : null}
    >
      <p>{t('extendHelp')}</p>
      <TextField
        label={t('extendDays')}
        inputMode="numeric"
        value={typed}
        onChange={setTyped}
        error={typed !== '' && !valid ? t('extendDaysWrong') : null}
        autoFocus
      />
      <TextField
        label={t('extendExplanation')}
        rows={4}
        value={explanation}
        onChange={setExplanation}
        maxLength={2000}
        personal
      />
    </DecisionDialog>
  )
}
