import { useWords } from '../../i18n/words.ts'
import { PageCrop } from '../../ui/index.ts'
import { useNewRequest } from './form-context.ts'
import { readingWords } from './reading-words.ts'

/** The part of the scan that shows a field, beside its input, so that the clerk can type it by eye. */
export function ReadCrop({ path, label }: { path: string; label: string }) {
  const t = useWords(readingWords)
  const { readings } = useNewRequest()
  const crop = readings.flatMap(({ crops }) => crops).find((each) => each.path === path)
  return crop === undefined ? null : <PageCrop image={crop.image} alt={t('crop', { field: label })} />
}
