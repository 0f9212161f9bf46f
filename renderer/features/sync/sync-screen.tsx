import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'

export function SyncScreen() {
  const say = useWords(appWords)
  return (
    <Page title={say('room.sync')} room={say('room.sync')}>
      {null}
    </Page>
  )
}
