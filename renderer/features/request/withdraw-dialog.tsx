import { useState } from 'react'
import { WITHDRAWAL_WAYS, type WithdrawalWay } from '../../../src/domain/request/request.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { ExplanationField } from '../../request-parts/explanation-field.tsx'
import { RadioGroup, useAnnounce } from '../../ui/index.ts'
import { ActDialog, type RequestDialogProps } from './act-dialog.tsx'
import { requestScreenWords } from './words.ts'

export function WithdrawDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const t = useWords(requestScreenWords)
  const announce = useAnnounce()
  const [how, setHow] = useState<WithdrawalWay | null>(null)
  const [explanation, setExplanation] = useState('')
  const withdraw = useCommand('request.withdraw')
  const submit = async () => {
    if (how === null) return
    const result = await withdraw.run({
      requestId: detail.request.id,
      revision: detail.request.revision,
      how,
      explanation,
    })
    if (!result.ok) return
    announce(t('withdrawn'))
    onClose()
  }
  return (
    <ActDialog
      title={t('withdrawTitle')}
      act={t('withdraw')}
      onAct={() => void submit()}
      busy={withdraw.busy}
      problem={withdraw.problem}
      ready={how !== null}
      isOpen={isOpen}
      onClose={onClose}
    >
      <p>{t('withdrawIntro')}</p>
      <RadioGroup
        label={t('withdrawHow')}
        value={how}
        onChange={setHow}
        options={WITHDRAWAL_WAYS.map((id) => ({ id, label: t(`withdrawHow.${id}`) }))}
        autoFocus
      />
      <ExplanationField label={t('withdrawWhy')} rows={3} value={explanation} onChange={setExplanation} />
    </ActDialog>
  )
}
