import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'

export function QueueScreen() {
  const say = useWords(appWords)
  return (
    <Page title={say('room.queue')} room={say('room.queue')}>
      {null}
    </Page>
  )
}
