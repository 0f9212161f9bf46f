import { actsForAnother } from '../../../src/domain/person/capacity.ts'
import { useWatch } from 'react-hook-form'
import { CAPACITIES } from '../../../src/domain/request/request.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Icon, Select } from '../../ui/index.ts'
import { ChoiceAside, choose } from './choice-aside.tsx'
import { DraftField } from './draft-field.tsx'
import { fieldId } from './draft-fields.ts'
import { useFindingWords } from './finding-words.ts'
import { useNewRequest } from './form-context.ts'
import { LookUpNotice } from './look-up-notice.tsx'
import styles from './new-request.module.css'
import { proposalsOf } from './take-one.ts'
import { Part } from './part.tsx'
import { newRequestWords } from './words.ts'

function PersonFields({ of, cnpOptional = false }: { of: 'holder' | 'representative'; cnpOptional?: boolean }) {
  const t = useWords(newRequestWords)
  const { assessment } = useNewRequest()
  const age = of === 'holder' ? (assessment?.age ?? null) : null
  return (
    <>
      <div className={styles['row']} data-columns="name">
        <DraftField path={`${of}.surname`} label={t('surname')} />
        <DraftField path={`${of}.givenNames`} label={t('givenNames')} />
        <DraftField
          path={`${of}.cnp`}
          label={t('cnp')}
          inputMode="numeric"
          mono
          {...(cnpOptional ? { optionalWords: t('cnpOptional') } : {})}
          {...(age === null ? {} : { note: t('age', { age }) })}
        />
      </div>
      {of === 'holder' && <LookUpNotice />}
      <div className={styles['row']} data-columns="contact">
        <DraftField path={`${of}.address`} label={t('address')} optionalWords={t('optional')} />
        <DraftField path={`${of}.phone`} label={t('phone')} optionalWords={t('optional')} inputMode="tel" />
        <DraftField path={`${of}.email`} label={t('email')} optionalWords={t('optional')} inputMode="email" />
      </div>
    </>
  )
}

export function PersonPart() {
  const t = useWords(newRequestWords)
  const tRequest = useWords(requestWords)
  const findingWords = useFindingWords()
  const { form, assessment } = useNewRequest()
  const capacity = useWatch({ control: form.control, name: 'capacity' })
  const findings = assessment?.findings.filter((finding) => finding.path === 'capacity') ?? []
  const wrong = findings.find((finding) => finding.level === 'error')
  return (
    <Part number={2} title={t('part2')} aside={<span className={styles['aside']}>{t('holder')}</span>}>
      <PersonFields of="holder" />
      <div className={styles['row']} data-columns="capacity">
        <div data-field="" {...proposalsOf('capacity')}>
          <Select
            id={fieldId('capacity')}
            label={t('capacity')}
            options={CAPACITIES.map((id) => ({ id, label: tRequest(`capacity.${id}`) }))}
            value={capacity}
            onChange={(next) => choose(form, 'capacity', next)}
            error={wrong ? findingWords(wrong) : null}
          />
          <ChoiceAside path="capacity" label={t('capacity')} />
          {findings
            .filter((finding) => finding.level === 'warning')
            .map((finding) => (
              <p key={finding.note} className={styles['finding']} data-level="warning">
                <Icon name="alert" size={14} />
                {findingWords(finding)}
              </p>
            ))}
        </div>
      </div>
      {actsForAnother(capacity) && (
        <fieldset className={styles['representative']}>
          <legend>
            {t('representative')} ({tRequest(`capacity.${capacity}`)})
          </legend>
          <PersonFields of="representative" cnpOptional />
        </fieldset>
      )}
    </Part>
  )
}
