import { useState } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { useTermWords } from '../../request-parts/term-facts.tsx'
import { Notice, TextField, useAnnounce } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { reviewWords } from './words.ts'

export function ForwardDialog({ detail, isOpen, onClose, onDone }: DecisionProps) {
  const t = useWords(reviewWords)
  const announce = useAnnounce()
  const [to, setTo] = useState('')
  const command = useCommand('request.forward')
  const { id: requestId, revision } = detail.request
  const termWords = useTermWords()
  const term = detail.terms?.forwarding ?? null
  const ready = to.trim() !== ''
  const send = async () => {
    const result = await command.run({ requestId, revision, to })
    if (!result.ok) return
    announce(t('forwarded'))
    onDone()
  }
  return (
    <DecisionDialog
      title={t('forwardTitle')}
      send={t('forwardSend')}
      isOpen={isOpen}
      onClose={onClose}
      onSend={() => void send()}
      busy={command.busy}
      problem={command.problem}
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
