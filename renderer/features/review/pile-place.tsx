/** `3 din 28`, with the keys to the next and the previous request of the pile. */
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button } from '../../ui/index.ts'
import styles from './pile-place.module.css'
import type { Pile } from './use-pile.ts'
import { reviewWords } from './words.ts'

export function PilePlace({ pile: { place, next, previous, open } }: { pile: Pile }) {
  const t = useWords(reviewWords)
  const to = (id: string | null) => () => id !== null && open(id)
  useShortcut('pile-next', to(next), next !== null)
  useShortcut('pile-previous', to(previous), previous !== null)
  if (place === null) return null
  return (
    <div className={styles['pile']} role="group" aria-label={t('pile')}>
      <Button
        look="quiet"
        size="small"
        icon="chevron-up"
        shortcut="pile-previous"
        label={t('pilePrevious')}
        isDisabled={previous === null}
        onPress={to(previous)}
      />
      <span className={styles['place']}>{t('pilePlace', place)}</span>
      <Button
        look="quiet"
        size="small"
        icon="chevron-down"
        shortcut="pile-next"
        label={t('pileNext')}
        isDisabled={next === null}
        onPress={to(next)}
      />
    </div>
  )
}
