import { useState } from 'react'
import { useController, useWatch } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useWords } from '../../i18n/words.ts'
import { DateField, Icon, TextField, type TextFieldProps } from '../../ui/index.ts'
import { fieldId, isUnfinished, longestOf, type TextPath } from './draft-fields.ts'
import { useFindingWords, useMissingWords } from './finding-words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { ProposalButtons } from './proposal-buttons.tsx'
import { proposalsOf } from './take-one.ts'
import { ReadCrop } from './read-crop.tsx'
import { needsTheEye } from './proposals.ts'
import { newRequestWords } from './words.ts'

interface DraftFieldProps extends Pick<
  TextFieldProps,
  'help' | 'rows' | 'mono' | 'placeholder' | 'inputMode' | 'optionalWords' | 'autoFocus' | 'isDisabled'
> {
  readonly path: TextPath
  readonly label: string
  readonly kind?: 'text' | 'date'
  readonly personal?: boolean
  /** An additional note, such as the age that follows from a CNP. */
  readonly note?: string
}

/** A text field of the draft with its error, the proposals of other sources, and the source of its value. */
export function DraftField({ path, label, kind = 'text', personal = true, note, ...rest }: DraftFieldProps) {
  const t = useWords(newRequestWords)
  const findingWords = useFindingWords()
  const missingWords = useMissingWords()
  const { form, assessment, showMissing } = useNewRequest()
  const { field, fieldState } = useController<DraftContent, TextPath>({ name: path, control: form.control })
  const [hasFocus, setHasFocus] = useState(false)

  const findings = assessment?.findings.filter((finding) => finding.path === path) ?? []
  const wrong = findings.find(
    (finding) =>
      finding.level === 'error' &&
      field.value.trim() !== '' &&
      !(hasFocus && finding.problem !== null && isUnfinished(finding.problem.code)),
  )
  const lacking =
    showMissing && field.value.trim() === '' ? assessment?.blockers.find((blocker) => blocker.path === path) : undefined
  const lackingWords = lacking ? missingWords(lacking.code) : null
  const error = fieldState.error?.message ?? (wrong ? findingWords(wrong) : lackingWords)
  const source = useWatch({ control: form.control, name: 'sources', compute: (sources) => sources[path] })
  const Field = kind === 'date' ? DateField : TextField

  const change = (value: string) => {
    field.onChange(value)
    // A value that is edited by hand loses the record of its source.
    const { [path]: _dropped, ...others } = form.getValues('sources')
    if (_dropped !== undefined) form.setValue('sources', others)
  }
  return (
    <div {...proposalsOf(path)}>
      <Field
        {...rest}
        id={fieldId(path)}
        label={label}
        maxLength={longestOf(path)}
        value={field.value}
        onChange={change}
        onBlur={() => {
          setHasFocus(false)
          field.onBlur()
        }}
        onFocus={() => setHasFocus(true)}
        inputRef={field.ref}
        personal={personal}
        error={error}
        after={
          <>
            {error === null &&
              findings
                .filter((finding) => finding.level !== 'error' && field.value.trim() !== '')
                .map((finding) => (
                  <span
                    key={finding.note + (finding.problem?.code ?? '')}
                    className={styles['finding']}
                    data-level={finding.level}
                  >
                    <Icon name={finding.level === 'ok' ? 'check-circle' : 'alert'} size={14} />
                    {findingWords(finding)}
                    {note !== undefined && finding.level === 'ok' && ` · ${note}`}
                  </span>
                ))}
            {source !== undefined && source !== 'typed' && (
              <span className={styles['source']}>
                {t(`source.${source}`)}
                {needsTheEye(path, source) && ` · ${t('byEye')}`}
              </span>
            )}
            <ReadCrop path={path} label={label} />
            <ProposalButtons path={path} field={label} hasFocus={hasFocus} />
          </>
        }
      />
    </div>
  )
}
