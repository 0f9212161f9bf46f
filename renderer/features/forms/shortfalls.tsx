import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useWords } from '../../i18n/words.ts'
import { Notice } from '../../ui/index.ts'
import { formsWords } from './words.ts'

/** Lists the values that do not fit the form, field by field, so that they can be written by hand. */
export function Shortfalls({ of }: { of: ProcedureOutput<'form.previewFilled'>['shortfalls'] }) {
  const t = useWords(formsWords)
  if (of.length === 0) return null
  return (
    <Notice tone="attention" icon="alert" title={t('shortfalls', { count: of.length })} role="status">
      <ul>
        {of.map(({ path, why }) => (
          <li key={`${path} ${why}`}>
            {t(`path.${path}`)}: {t(`why.${why}`)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
