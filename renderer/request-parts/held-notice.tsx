import type { RequestDetail } from '../../src/protocol/desk.ts'
import { goTo } from '../app/route.ts'
import { useSession } from '../app/session.tsx'
import { useWords } from '../i18n/words.ts'
import { Button, Notice } from '../ui/index.ts'
import { partWords } from './words.ts'

/** Shown to everybody who opens the request, with a link for a person who may decide. */
export function HeldNotice({ detail }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  const session = useSession()
  if (!detail.held) return null
  return (
    <Notice
      tone="attention"
      icon="alert"
      title={t('heldTitle')}
      actions={
        session.may('request.decide') && (
          <Button size="small" onPress={() => goTo({ room: 'decisions' })}>
            {t('heldOpen')}
          </Button>
        )
      }
    >
      {t('heldDo')}
    </Notice>
  )
}
