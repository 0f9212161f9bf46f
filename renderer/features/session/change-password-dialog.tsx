import { useWords } from '../../i18n/words.ts'
import { Dialog, useAnnounce } from '../../ui/index.ts'
import { NewPasswordForm } from './new-password-form.tsx'
import { sessionWords } from './words.ts'

/** The signed-in person chooses another password. */
export function ChangePasswordDialog({ username, onClose }: { username: string; onClose: () => void }) {
  const t = useWords(sessionWords)
  const announce = useAnnounce()
  const done = () => {
    announce(t('passwordChanged'), 'check')
    onClose()
  }
  return (
    <Dialog title={t('newPassword')} isOpen onClose={onClose} closeLabel={t('cancel')} width="narrow">
      <NewPasswordForm username={username} onDone={done} onCancel={onClose} />
    </Dialog>
  )
}
