import { useWatch, type UseFormReturn } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useWords } from '../../i18n/words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { ProposalButtons } from './proposal-buttons.tsx'
import { ReadCrop } from './read-crop.tsx'
import { newRequestWords } from './words.ts'

type ChoicePath = 'document.type' | 'capacity' | 'kind' | 'answers.onlyRestrict' | 'answers.copyFirst'

/** Sets a value that the clerk chose, and drops the record of its former source. */
export function choose(form: UseFormReturn<DraftContent>, path: ChoicePath, value: string): void {
  form.setValue(path, value as never, { shouldDirty: true })
  const { [path]: dropped, ...others } = form.getValues('sources')
  if (dropped !== undefined) form.setValue('sources', others)
}

/** Beside a choice field: the source of the present value, what the paper shows, and what other sources propose. */
export function ChoiceAside({ path, label }: { path: ChoicePath; label: string }) {
  const t = useWords(newRequestWords)
  const { form } = useNewRequest()
  const source = useWatch({ control: form.control, name: 'sources', compute: (sources) => sources[path] })
  return (
    <div className={styles['choiceAside']}>
      {source !== undefined && source !== 'typed' && <span className={styles['source']}>{t(`source.${source}`)}</span>}
      <ReadCrop path={path} label={label} />
      <ProposalButtons path={path} field={label} hasFocus={false} />
    </div>
  )
}
