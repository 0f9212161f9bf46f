import { useWords } from '../../i18n/words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './read-crop.module.css'
import { readingWords } from './reading-words.ts'

/** The part of the scan that shows a field, beside its input, so that the clerk can type it by eye. */
export function ReadCrop({ path, label }: { path: string; label: string }) {
  const t = useWords(readingWords)
  const { readings } = useNewRequest()
  const crop = readings.flatMap(({ crops }) => crops).find((each) => each.path === path)
  return crop === undefined ? null : (
    <img className={styles['crop']} src={crop.image} alt={t('crop', { field: label })} data-personal="" />
  )
}
