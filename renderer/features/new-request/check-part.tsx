import { needsProof } from '../../../src/domain/person/capacity.ts'
import { useWatch } from 'react-hook-form'
import { ATTESTATIONS, type Attestation } from '../../../src/domain/request/request.ts'
import { formatDay } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Checkbox, Notice } from '../../ui/index.ts'
import { Differences } from './differences.tsx'
import { DraftField } from './draft-field.tsx'
import { fieldId } from './draft-fields.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { Part } from './part.tsx'
import { newRequestWords } from './words.ts'

const CONSENT: ReadonlySet<string> = new Set(['consent-of-parent', 'consent-of-minor', 'attestation-capacity'])

/** Shows both values where document and request differ. */
function Disagreements() {
  const t = useWords(newRequestWords)
  const { assessment } = useNewRequest()
  const disagreements = assessment?.disagreements ?? []
  const wordsOf = (field: string) => {
    const word = FIELD_WORDS[field.replace(/^(holder|representative)\./, '')]
    return word === undefined ? field : t(word)
  }
  const readable = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value)
  if (disagreements.length === 0) return null
  return (
    <Notice tone="attention" icon="alert" title={t('disagreements')}>
      <table className={styles['compare']}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('stated')}</th>
            <th scope="col">{t('onDocument')}</th>
          </tr>
        </thead>
        <tbody>
          {disagreements.map(({ field, stated, document }) => (
            <tr key={field}>
              <th scope="row">{wordsOf(field)}</th>
              <td data-personal="">{readable(stated)}</td>
              <td data-personal="">{readable(document)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Notice>
  )
}

/** The clerk's attestations, each about one thing that was seen. */
export function CheckPart() {
  const t = useWords(newRequestWords)
  const tRequest = useWords(requestWords)
  const { form, assessment } = useNewRequest()
  const [attestations, capacity, unableToSign] = useWatch({
    control: form.control,
    name: ['attestations', 'capacity', 'unableToSign'],
  })
  const ofCapacity =
    needsProof(capacity) ||
    attestations.includes('capacity') ||
    (assessment?.missing.some(({ code }) => CONSENT.has(code)) ?? false)
  const toggle = (item: Attestation) => (ticked: boolean) => {
    const others = form.getValues('attestations').filter((other) => other !== item)
    form.setValue('attestations', ticked ? [...others, item] : others, { shouldDirty: true })
    if (ticked && item === 'signed') form.setValue('unableToSign', false, { shouldDirty: true })
  }
  const cannotSign = (ticked: boolean) => {
    form.setValue('unableToSign', ticked, { shouldDirty: true })
    if (ticked) toggle('signed')(false)
  }
  const wordsOfItem = (item: Attestation): string => {
    if (item === 'signed') return t('attest.signed')
    return item === 'capacity' ? t('attest.consent') : tRequest(`attestation.${item}`)
  }
  return (
    <Part number={4} title={t('part4')}>
      <Disagreements />
      <div
        role="group"
        aria-labelledby={fieldId('attest-label')}
        id={fieldId('attestations')}
        className={styles['checks']}
        data-ticks=""
      >
        <p id={fieldId('attest-label')} className={styles['checksLabel']}>
          {t('attest')}
        </p>
        {ATTESTATIONS.filter((item) => item !== 'capacity' || ofCapacity).map((item) => (
          <Checkbox
            key={item}
            id={fieldId(`attestations.${item}`)}
            isSelected={attestations.includes(item)}
            onChange={toggle(item)}
          >
            {wordsOfItem(item)}
          </Checkbox>
        ))}
        <Checkbox id={fieldId('unableToSign')} isSelected={unableToSign} onChange={cannotSign}>
          {tRequest('unableToSign')}
        </Checkbox>
      </div>
      <Differences />
      {unableToSign && (
        <>
          <DraftField path="witnesses.first" label={tRequest('witness.first')} />
          <DraftField path="witnesses.second" label={tRequest('witness.second')} />
        </>
      )}
      <DraftField path="remark" label={t('remark')} optionalWords={t('optional')} personal={false} />
    </Part>
  )
}

/** The fields that the desk compares, by the desk's names for them. */
const FIELD_WORDS: Readonly<Record<string, 'wholeName' | 'cnp' | 'number' | 'series' | 'validUntil' | 'documentType'>> =
  {
    name: 'wholeName',
    cnp: 'cnp',
    'document.number': 'number',
    'document.series': 'series',
    'document.validUntil': 'validUntil',
    'document.type': 'documentType',
  }
