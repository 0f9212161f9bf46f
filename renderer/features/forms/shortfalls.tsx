import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useWords } from '../../i18n/words.ts'
import { Notice } from '../../ui/index.ts'
import { formsWords } from './words.ts'

/**
 * What is typed and does not come out on the paper as it should: named field by field, so that the hand can write it.
 */
export function Shortfalls({ of }: { of: ProcedureOutput<'form.previewFilled'>['shortfalls'] }) {
  const say = useWords(formsWords)
  if (of.length === 0) return null
  return (
    <Notice tone="attention" icon="alert" title={say('shortfalls', { count: of.length })} role="status">
      <ul>
        {of.map(({ path, why }) => (
          <li key={`${path} ${why}`}>
            {say(`path.${path}`)}: {say(`why.${why}`)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
