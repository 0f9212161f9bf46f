import { useState } from 'react'
import { EXTENSION_DAYS } from '../../../src/domain/request/due-date.ts'
import { useWords } from '../../i18n/words.ts'
import { ExplanationField } from '../../request-parts/explanation-field.tsx'
import { TextField } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { useDecision } from './use-decision.ts'
import { reviewWords } from './words.ts'

export function ExtendDialog(props: DecisionProps) {
  const t = useWords(reviewWords)
  const [typed, setTyped] = useState('')
  const [explanation, setExplanation] = useState('')
  const { requestId, dialog, decide } = useDecision('request.extend', props, t('extended'))
  const days = /^\d{1,2}$/.test(typed) ? Number(typed) : 0
  const valid = days >= 1 && days <= EXTENSION_DAYS
  const ready = valid && explanation.trim() !== ''
  return (
    <DecisionDialog
      title={t('extendTitle')}
      send={t('extendSend')}
      {...dialog}
      onSend={() => void decide({ days, explanation })}
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
      <ExplanationField label={t('extendExplanation')} value={explanation} onChange={setExplanation} />
    </DecisionDialog>
  )
}
