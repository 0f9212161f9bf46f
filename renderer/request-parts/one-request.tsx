/** The screen of one request: loads it, shows why it cannot be shown, and goes back with Esc. */
import type { ReactNode } from 'react'
import { Page } from '../app/page.tsx'
import { goBack } from '../app/route.ts'
import { appWords } from '../app/words.ts'
import { useWords } from '../i18n/words.ts'
import { useShortcut } from '../shortcuts/shortcut-registry.tsx'
import { Button, ProblemNotice, Skeleton, Waiting } from '../ui/index.ts'
import type { RequestDetail } from '../../src/protocol/desk.ts'
import { useRequest } from './use-request.ts'

export function OneRequest({
  requestId,
  title,
  children,
}: {
  requestId: string
  title: string
  children: (detail: RequestDetail) => ReactNode
}) {
  const t = useWords(appWords)
  const { data: detail, problem } = useRequest(requestId)
  useShortcut('back', goBack)
  if (detail) return children(detail)
  return (
    <Page title={title} room={title}>
      {problem ? (
        <ProblemNotice problem={problem} autoFocus actions={<Button onPress={goBack}>{t('back')}</Button>} />
      ) : (
        <Waiting words={t('loading')}>
          <Skeleton lines={10} />
        </Waiting>
      )}
    </Page>
  )
}
