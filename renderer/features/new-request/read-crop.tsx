import { useWords } from '../../i18n/words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './read-crop.module.css'
import { readingWords } from './reading-words.ts'

/** Beside an input: what stands in that field on the paper, to be transcribed by eye. */
export function ReadCrop({ path, label }: { path: string; label: string }) {
  const say = useWords(readingWords)
  const { readings } = useNewRequest()
  const crop = readings.flatMap(({ crops }) => crops).find((each) => each.path === path)
  return crop === undefined ? null : (
    <img className={styles['crop']} src={crop.image} alt={say('crop', { field: label })} data-personal="" />
  )
}
