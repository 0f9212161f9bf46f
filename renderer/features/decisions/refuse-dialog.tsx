import { useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Notice, TextField } from '../../ui/index.ts'
import { ActDialog } from '../request/act-dialog.tsx'
import type { Parked } from './parked-acts.ts'
import { parkedWords } from './parked-words.ts'

interface RefuseDialogProps {
  readonly act: Parked
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onDone: (outcomes: ProcedureOutput<'parked.resolve'>['outcomes']) => void
}

/** Returns an act to its author, with a reason that the author will read. */
export function RefuseDialog({ act, isOpen, onClose, onDone }: RefuseDialogProps) {
  const t = useWords(parkedWords)
  const [reason, setReason] = useState('')
  const resolve = useCommand('parked.resolve')
  const refuse = async () => {
    const result = await resolve.run({ commandId: act.commandId, resolution: { act: 'refuse', reason } })
    if (!result.ok) return
    onClose()
    onDone(result.value.outcomes)
  }
  return (
    <ActDialog
      title={t('refuseTitle')}
      act={t('refuseSend')}
      onAct={() => void refuse()}
      busy={resolve.busy}
      problem={resolve.problem}
      ready={reason.trim() !== ''}
      isOpen={isOpen}
      onClose={onClose}
    >
      <p>{t('refuseIntro')}</p>
      {act.kind === 'register-request' && <Notice tone="attention" icon="alert" title={t('refuseRegistration')} />}
      <TextField
        label={t('refuseReason')}
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
