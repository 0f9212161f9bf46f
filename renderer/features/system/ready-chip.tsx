import { useWords } from '../../i18n/words.ts'
import { Chip } from '../../ui/index.ts'
import { systemWords } from './words.ts'

/** Whether a device is ready; null while its answer is awaited. */
export function ReadyChip({ ready }: { readonly ready: boolean | null }) {
  const t = useWords(systemWords)
  if (ready === null) return <Chip icon="hourglass">{t('asking')}</Chip>
  return ready ? (
    <Chip icon="check-circle" tone="good">
      {t('ready')}
    </Chip>
  ) : (
    <Chip icon="alert" tone="attention">
      {t('notReady')}
    </Chip>
  )
}
