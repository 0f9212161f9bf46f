import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, Notice, ProblemNotice, useAnnounce } from '../../ui/index.ts'
import { administrationWords } from './words.ts'
import type { Workstation } from './rows.ts'

/** Ends a lost or stolen workstation for good. What it has not sent is refused from then on. */
export function RevokeDialog({ workstation, onClose }: { workstation: Workstation; onClose: () => void }) {
  const t = useWords(administrationWords)
  const announce = useAnnounce()
  const change = useCommand('workstations.change')
  const revoke = async () => {
    const changed = await change.run({ deviceId: workstation.id, state: 'revoked' })
    if (!changed.ok) return
    announce(t('revoked', { name: workstation.name }), 'check')
    onClose()
  }
  return (
    <Dialog
      title={t('revokeTitle', { name: workstation.name })}
      isOpen
      onClose={onClose}
      closeLabel={t('cancel')}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t('cancel')}
          </Button>
          <Button look="main" busy={change.busy} onPress={() => void revoke()}>
            {t('revokeNow')}
          </Button>
        </>
      }
    >
      {change.problem && <ProblemNotice problem={change.problem} />}
      <Notice tone="attention" icon="alert" title={t('revokeFinal')}>
        {t('revokeWords')}
      </Notice>
    </Dialog>
  )
}
