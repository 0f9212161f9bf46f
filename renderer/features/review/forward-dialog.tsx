import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { useTermWords } from '../../request-parts/term-facts.tsx'
import { Notice, TextField } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { useDecision } from './use-decision.ts'
import { reviewWords } from './words.ts'

export function ForwardDialog(props: DecisionProps) {
  const t = useWords(reviewWords)
  const [to, setTo] = useState('')
  const { requestId, dialog, decide } = useDecision('request.forward', props, t('forwarded'))
  const termWords = useTermWords()
  const term = props.detail.terms?.forwarding ?? null
  const ready = to.trim() !== ''
  return (
    <DecisionDialog
      title={t('forwardTitle')}
      send={t('forwardSend')}
      {...dialog}
      onSend={() => void decide({ to })}
      ready={ready}
      letter={ready ? { requestId, letter: 'forwarding', to } : null}
    >
      {term !== null && term.daysLeft < 0 && (
        <Notice tone="attention" icon="alert" title={t('forwardLate')}>
          {t('forwardLateDo')}
        </Notice>
      )}
      <TextField
        label={t('forwardTo')}
        help={term === null ? '' : t('forwardHelp', { term: termWords(term) })}
        value={to}
        onChange={setTo}
        maxLength={200}
        autoFocus
      />
    </DecisionDialog>
  )
}
