import { actsForAnother } from '../../../src/domain/person/capacity.ts'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { IDENTITY_DOCUMENT_TYPES } from '../../../src/domain/request/request.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Checkbox, Chip, focusIsFree, Icon, Select } from '../../ui/index.ts'
import { ChoiceAside, choose } from './choice-aside.tsx'
import { DraftField } from './draft-field.tsx'
import { fieldId } from './draft-fields.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { proposalsOf } from './take-one.ts'
import { Part } from './part.tsx'
import { TakeSure } from './take-sure.tsx'
import { newRequestWords } from './words.ts'

/** The person read from the MRZ in one line, with a button that fills in all sure values. */
function MrzReading() {
  const t = useWords(newRequestWords)
  const { assessment } = useNewRequest()
  const mrz = assessment?.mrz
  if (!mrz) return null
  return (
    <div className={styles['reading']} role="status">
      <Icon name="document" />
      <p>
        {t('mrzAt')}: <strong data-personal="">{[mrz.surname, mrz.givenNames].join(' ')}</strong>
        {mrz.cnp !== null && <span data-personal=""> · CNP {mrz.cnp}</span>}
        <span data-personal=""> · {[mrz.series, mrz.number].filter(Boolean).join(' ')}</span>
      </p>
      {mrz.corrections.length > 0 && (
        <Chip tone="attention">{t('corrections', { count: mrz.corrections.length })}</Chip>
      )}
      <TakeSure />
    </div>
  )
}

export function IdentityPart() {
  const t = useWords(newRequestWords)
  const tRequest = useWords(requestWords)
  const { form } = useNewRequest()
  const [type, unlimited, capacity] = useWatch({
    control: form.control,
    name: ['document.type', 'document.unlimited', 'capacity'],
  })
  // The draft arrives a moment after the room opens. By then the person may already be typing in the search box.
  const [takesFocus] = useState(() => focusIsFree(document.activeElement))
  return (
    <Part
      number={1}
      title={t('part1')}
      aside={
        actsForAnother(capacity) && (
          <span className={styles['aside']}>{t('documentOf', { who: tRequest(`capacity.${capacity}`) })}</span>
        )
      }
    >
      <DraftField path="document.mrz" label={t('mrz')} help={t('mrzHelp')} rows={2} mono autoFocus={takesFocus} />
      <MrzReading />
      <div className={styles['row']} data-columns="document">
        <div data-field="" {...proposalsOf('document.type')}>
          <Select
            id={fieldId('document.type')}
            label={t('documentType')}
            options={IDENTITY_DOCUMENT_TYPES.map((id) => ({ id, label: tRequest(`document.${id}`) }))}
            value={type}
            onChange={(next) => choose(form, 'document.type', next)}
          />
          <ChoiceAside path="document.type" label={t('documentType')} />
        </div>
        <DraftField path="document.series" label={t('series')} mono />
        <DraftField path="document.number" label={t('number')} mono />
      </div>
      <div className={styles['row']} data-columns="validity">
        <DraftField
          path="document.validUntil"
          label={t('validUntil')}
          kind="date"
          personal={false}
          isDisabled={unlimited}
        />
        <div className={styles['beside']}>
          <Checkbox
            isSelected={unlimited}
            onChange={(next) => form.setValue('document.unlimited', next, { shouldDirty: true })}
          >
            {t('unlimited')}
          </Checkbox>
        </div>
        <DraftField path="document.issuer" label={t('issuer')} optionalWords={t('optional')} personal={false} />
      </div>
    </Part>
  )
}
