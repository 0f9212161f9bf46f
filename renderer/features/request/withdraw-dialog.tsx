import { useState } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { TextField, useAnnounce } from '../../ui/index.ts'
import { ActDialog, type RequestDialogProps } from './act-dialog.tsx'
import { requestScreenWords } from './words.ts'

export function WithdrawDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const say = useWords(requestScreenWords)
  const announce = useAnnounce()
  const [explanation, setExplanation] = useState('')
  const withdraw = useCommand('request.withdraw')
  const submit = async () => {
    const result = await withdraw.run({ requestId: detail.request.id, revision: detail.request.revision, explanation })
    if (!result.ok) return
    announce(say('withdrawn'))
    onClose()
  }
  return (
    <ActDialog title={say('withdrawTitle')} act={say('withdraw')} onAct={() => void submit()} busy={withdraw.busy} problem={withdraw.problem} isOpen={isOpen} onClose={onClose}>
      <p>{say('withdrawIntro')}</p>
      <TextField label={say('withdrawWhy')} rows={3} value={explanation} onChange={setExplanation} maxLength={2000} autoFocus personal />
    </ActDialog>
  )
}
