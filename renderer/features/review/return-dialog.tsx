import { useState } from 'react'
import { askableOf } from '../../../src/domain/request/applicable-reasons.ts'
import { MISSING, type Missing } from '../../../src/domain/request/completeness.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { ExplanationField } from '../../request-parts/explanation-field.tsx'
import { Checkbox } from '../../ui/index.ts'
import styles from './decision-dialog.module.css'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { useDecision } from './use-decision.ts'
import { reviewWords } from './words.ts'

export function ReturnDialog(props: DecisionProps) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const [missing, setMissing] = useState<readonly Missing[]>(() =>
    MISSING.filter((code) => props.detail.missing.includes(code)),
  )
  const [explanation, setExplanation] = useState('')
  const { requestId, dialog, decide } = useDecision('request.return', props, t('returned'))
  const ready = explanation.trim() !== ''
  return (
    <DecisionDialog
      title={t('returnTitle')}
      send={t('returnSend')}
      {...dialog}
      onSend={() => void decide({ missing: [...missing], explanation })}
      ready={ready}
      letter={ready ? { requestId, letter: 'completion', missing: [...missing], explanation } : null}
    >
      <ExplanationField label={t('returnExplanation')} value={explanation} onChange={setExplanation} autoFocus />
      <div role="group" aria-label={t('returnMissing')}>
        <p className={styles['legend']}>{t('returnMissing')}</p>
        {askableOf(props.detail.request, props.detail.missing).map((code) => (
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
