import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'

export function DecisionsScreen() {
  const say = useWords(appWords)
  return (
    <Page title={say('room.decisions')} room={say('room.decisions')}>
      {null}
    </Page>
  )
}
