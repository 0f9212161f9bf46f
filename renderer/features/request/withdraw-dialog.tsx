import { useState } from 'react'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { appWords } from '../../app/words.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, ProblemNotice, TextField, useAnnounce } from '../../ui/index.ts'
import { requestScreenWords } from './words.ts'

export interface RequestDialogProps {
  readonly detail: RequestDetail
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function WithdrawDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const say = useWords(requestScreenWords)
  const sayApp = useWords(appWords)
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
    <Dialog
      title={say('withdrawTitle')}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={sayApp('close')}
      actions={
        <>
          <Button onPress={onClose}>{sayApp('cancel')}</Button>
          <Button look="main" busy={withdraw.busy} onPress={() => void submit()}>
            {say('withdraw')}
          </Button>
        </>
      }
    >
      <p>{say('withdrawIntro')}</p>
      <TextField label={say('withdrawWhy')} rows={3} value={explanation} onChange={setExplanation} maxLength={2000} autoFocus personal />
      {withdraw.problem && <ProblemNotice problem={withdraw.problem} />}
    </Dialog>
  )
}
