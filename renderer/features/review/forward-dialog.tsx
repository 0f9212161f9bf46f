import { useState } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { TextField, useAnnounce } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { reviewWords } from './words.ts'

export function ForwardDialog({ detail, isOpen, onClose, onDone }: DecisionProps) {
  const say = useWords(reviewWords)
  const announce = useAnnounce()
  const [to, setTo] = useState('')
  const command = useCommand('request.forward')
  const { id: requestId, revision } = detail.request
  const ready = to.trim() !== ''
  const send = async () => {
    const result = await command.run({ requestId, revision, to })
    if (!result.ok) return
    announce(say('forwarded'))
    onDone()
  }
  return (
    <DecisionDialog title={say('forwardTitle')} send={say('forwardSend')} isOpen={isOpen} onClose={onClose} onSend={() => void send()} busy={command.busy} problem={command.problem} ready={ready} letter={ready ? { requestId, letter: 'forwarding', to } : null}>
      <TextField label={say('forwardTo')} help={say('forwardHelp')} value={to} onChange={setTo} maxLength={200} autoFocus />
    </DecisionDialog>
  )
}
