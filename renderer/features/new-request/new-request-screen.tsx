import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'

export function NewRequestScreen() {
  const say = useWords(appWords)
  return (
    <Page title={say('room.new-request')} room={say('room.new-request')}>
      {null}
    </Page>
  )
}
