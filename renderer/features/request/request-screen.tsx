import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'

export function RequestScreen({ requestId }: { requestId: string }) {
  const say = useWords(appWords)
  return (
    <Page title={say('room.request')} room={say('room.request')}>
      {requestId}
    </Page>
  )
}
