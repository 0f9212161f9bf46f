import { useState } from 'react'
import { REJECTION_REASONS, type RejectionReason } from '../../../src/domain/request/request.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { RadioGroup, TextField, useAnnounce } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { reviewWords } from './words.ts'

export function RejectDialog({ detail, isOpen, onClose, onDone }: DecisionProps) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const announce = useAnnounce()
  const [reason, setReason] = useState<RejectionReason | null>(null)
  const [explanation, setExplanation] = useState('')
  const command = useCommand('request.reject')
  const { id: requestId, revision } = detail.request
  const send = async () => {
    if (reason === null) return
    const result = await command.run({ requestId, revision, reason, explanation })
    if (!result.ok) return
    announce(t('rejected'))
    onDone()
  }
  return (
    <DecisionDialog
      title={t('rejectTitle')}
      send={t('rejectSend')}
      isOpen={isOpen}
      onClose={onClose}
      onSend={() => void send()}
      busy={command.busy}
      problem={command.problem}
      ready={reason !== null}
      letter={reason === null ? null : { requestId, letter: 'rejection', reason, explanation }}
    >
      <RadioGroup
        label={t('rejectReason')}
        value={reason}
        onChange={setReason}
        options={REJECTION_REASONS.map((id) => ({ id, label: tRequest(`rejection.${id}`) }))}
        autoFocus
      />
      <TextField
        label={t('rejectExplanation')}
        optionalWords={t('optional')}
        rows={4}
        value={explanation}
        onChange={setExplanation}
        maxLength={2000}
        personal
      />
    </DecisionDialog>
  )
}
