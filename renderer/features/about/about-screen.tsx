import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'

export function AboutScreen() {
  const say = useWords(appWords)
  return (
    <Page title={say('room.about')} room={say('room.about')}>
      {null}
    </Page>
  )
}
