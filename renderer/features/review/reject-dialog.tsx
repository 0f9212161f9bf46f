import { useState } from 'react'
import { rejectionOfObstacles, rejectionsOf } from '../../../src/domain/request/applicable-reasons.ts'
import type { RejectionReason } from '../../../src/domain/request/request.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { ExplanationField } from '../../request-parts/explanation-field.tsx'
import { RadioGroup } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { useDecision } from './use-decision.ts'
import { reviewWords } from './words.ts'

export function RejectDialog(props: DecisionProps) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const [reason, setReason] = useState<RejectionReason | null>(() =>
    rejectionOfObstacles(props.detail.request, props.obstacles),
  )
  const [explanation, setExplanation] = useState('')
  const { requestId, dialog, decide } = useDecision('request.reject', props, t('rejected'))
  return (
    <DecisionDialog
      title={t('rejectTitle')}
      send={t('rejectSend')}
      {...dialog}
      onSend={() => void (reason !== null && decide({ reason, explanation }))}
      ready={reason !== null}
      letter={reason === null ? null : { requestId, letter: 'rejection', reason, explanation }}
    >
      <RadioGroup
        label={t('rejectReason')}
        value={reason}
        onChange={setReason}
        options={rejectionsOf(props.detail.request).map((id) => ({ id, label: tRequest(`rejection.${id}`) }))}
        autoFocus
      />
      <ExplanationField
        label={t('rejectExplanation')}
        optionalWords={t('optional')}
        value={explanation}
        onChange={setExplanation}
      />
    </DecisionDialog>
  )
}
