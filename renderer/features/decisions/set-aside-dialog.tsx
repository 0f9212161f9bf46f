import { useState } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Notice, TextField, useAnnounce } from '../../ui/index.ts'
import { ActDialog } from '../request/act-dialog.tsx'
import type { Replaced } from './parked-acts.ts'
import { replacedWords } from './replaced-words.ts'

/** Gives an act of the earlier workstation up for good, with a reason that the central store records. */
export function SetAsideDialog({ act, onClose }: { act: Replaced; onClose: () => void }) {
  const t = useWords(replacedWords)
  const announce = useAnnounce()
  const [reason, setReason] = useState('')
  const setAside = useCommand('takeover.setAside')
  const send = async () => {
    const result = await setAside.run({ commandIds: [act.commandId], reason })
    if (!result.ok) return
    announce(t('setAsideDone'))
    onClose()
  }
  return (
    <ActDialog
      title={t('setAsideTitle')}
      act={t('setAsideSend')}
      onAct={() => void send()}
      busy={setAside.busy}
      problem={setAside.problem}
      ready={reason.trim() !== ''}
      isOpen
      onClose={onClose}
    >
      <p>{t('setAsideIntro')}</p>
      {act.kind === 'register-request' && <Notice tone="attention" icon="alert" title={t('setAsideRegistration')} />}
      <TextField
        label={t('setAsideReason')}
        rows={3}
        value={reason}
        onChange={setReason}
        maxLength={500}
        autoFocus
        personal
      />
    </ActDialog>
  )
}
