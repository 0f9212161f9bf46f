import { useState } from 'react'
import { FILING_REASONS, type FilingReason } from '../../../src/domain/request/request.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { ExplanationField } from '../../request-parts/explanation-field.tsx'
import { RadioGroup } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { useDecision } from './use-decision.ts'
import { reviewWords } from './words.ts'

export function FileDialog(props: DecisionProps) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const [reason, setReason] = useState<FilingReason | null>(null)
  const [explanation, setExplanation] = useState('')
  const { dialog, decide } = useDecision('request.file', props, t('filed'))
  return (
    <DecisionDialog
      title={t('fileTitle')}
      send={t('fileSend')}
      {...dialog}
      onSend={() => void (reason !== null && decide({ reason, explanation }))}
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
      <ExplanationField
        label={t('fileExplanation')}
        optionalWords={t('optional')}
        rows={3}
        value={explanation}
        onChange={setExplanation}
      />
    </DecisionDialog>
  )
}
