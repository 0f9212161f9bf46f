import { useState } from 'react'
import { FILING_REASONS, type FilingReason } from '../../../src/domain/request/request.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { RadioGroup, TextField, useAnnounce } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { reviewWords } from './words.ts'

export function FileDialog({ detail, isOpen, onClose, onDone }: DecisionProps) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const announce = useAnnounce()
  const [reason, setReason] = useState<FilingReason | null>(null)
  const [explanation, setExplanation] = useState('')
  const command = useCommand('request.file')
  const { id: requestId, revision } = detail.request
  const send = async () => {
    if (reason === null) return
    const result = await command.run({ requestId, revision, reason, explanation })
    if (!result.ok) return
    announce(t('filed'))
    onDone()
  }
  return (
    <DecisionDialog
      title={t('fileTitle')}
      send={t('fileSend')}
      isOpen={isOpen}
      onClose={onClose}
      onSend={() => void send()}
      busy={command.busy}
      problem={command.problem}
      ready={reason !== null}
    >
      <p>{t('fileIntro')}</p>
      <RadioGroup
        label={t('fileReason')}
        value={reason}
        onChange={setReason}
        options={FILING_REASONS.map((id) => ({ id, label: tRequest(`filing.${id}`) }))}
        autoFocus
      />
      <TextField
        label={t('fileExplanation')}
        optionalWords={t('optional')}
        rows={3}
        value={explanation}
        onChange={setExplanation}
        maxLength={2000}
        personal
      />
    </DecisionDialog>
  )
}
