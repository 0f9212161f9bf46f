import { useState } from 'react'
import { MISSING, type Missing } from '../../../src/domain/request/completeness.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Checkbox, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './decision-dialog.module.css'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { reviewWords } from './words.ts'

export function ReturnDialog({ detail, isOpen, onClose, onDone }: DecisionProps) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const announce = useAnnounce()
  const [missing, setMissing] = useState<readonly Missing[]>(() =>
    MISSING.filter((code) => detail.missing.includes(code)),
  )
  const [explanation, setExplanation] = useState('')
  const command = useCommand('request.return')
  const { id: requestId, revision } = detail.request
  const ready = explanation.trim() !== ''
  const send = async () => {
    const result = await command.run({ requestId, revision, missing: [...missing], explanation })
    if (!result.ok) return
    announce(t('returned'))
    onDone()
  }
  return (
    <DecisionDialog
      title={t('returnTitle')}
      send={t('returnSend')}
      isOpen={isOpen}
      onClose={onClose}
      onSend={() => void send()}
      busy={command.busy}
      problem={command.problem}
      ready={ready}
      letter={ready ? { requestId, letter: 'completion', missing: [...missing], explanation } : null}
    >
      <TextField
        label={t('returnExplanation')}
        rows={4}
        value={explanation}
        onChange={setExplanation}
        maxLength={2000}
        autoFocus
        personal
      />
      <div role="group" aria-label={t('returnMissing')}>
        <p className={styles['legend']}>{t('returnMissing')}</p>
        {MISSING.map((code) => (
          <Checkbox
            key={code}
            isSelected={missing.includes(code)}
            onChange={(on) => setMissing((now) => (on ? [...now, code] : now.filter((other) => other !== code)))}
          >
            {tRequest(`missing.${code}`)}
          </Checkbox>
        ))}
      </div>
    </DecisionDialog>
  )
}
