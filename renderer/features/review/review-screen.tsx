import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'

export function ReviewScreen({ requestId }: { requestId: string }) {
  const say = useWords(appWords)
  return (
    <Page title={say('room.review')} room={say('room.review')}>
      {requestId}
    </Page>
  )
}
