import { useWatch } from 'react-hook-form'
import { ATTESTATIONS, type Attestation } from '../../../src/domain/request/request.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Checkbox, Notice } from '../../ui/index.ts'
import { DraftField } from './draft-field.tsx'
import { fieldId } from './draft-fields.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { Part } from './part.tsx'
import { newRequestWords } from './words.ts'

const CONSENT: ReadonlySet<string> = new Set(['consent-of-parent', 'consent-of-minor', 'attestation-capacity'])

/** The clerk attests item by item what was seen; where document and request differ, both sides stand here. */
export function CheckPart() {
  const say = useWords(newRequestWords)
  const sayRequest = useWords(requestWords)
  const { form, assessment } = useNewRequest()
  const [attestations, capacity] = useWatch({ control: form.control, name: ['attestations', 'capacity'] })
  const ofCapacity = capacity !== 'holder' || attestations.includes('capacity') || (assessment?.missing.some(({ code }) => CONSENT.has(code)) ?? false)
  const toggle = (item: Attestation) => (ticked: boolean) => {
    const others = form.getValues('attestations').filter((other) => other !== item)
    form.setValue('attestations', ticked ? [...others, item] : others, { shouldDirty: true })
  }
  const disagreements = assessment?.disagreements ?? []
  return (
    <Part number={4} title={say('part4')}>
      {disagreements.length > 0 && (
        <Notice tone="attention" icon="alert" title={say('disagreements')}>
          <table className={styles['compare']}>
            <thead>
              <tr>
                <td />
                <th scope="col">{say('stated')}</th>
                <th scope="col">{say('onDocument')}</th>
              </tr>
            </thead>
            <tbody>
              {disagreements.map(({ field, stated, document }) => (
                <tr key={field}>
                  <th scope="row">{FIELD_WORDS[field] ? say(FIELD_WORDS[field]) : field}</th>
                  <td data-personal="">{stated}</td>
                  <td data-personal="">{document}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Notice>
      )}
      <div role="group" aria-labelledby={fieldId('attest-label')} id={fieldId('attestations')} className={styles['checks']}>
        <p id={fieldId('attest-label')} className={styles['checksLabel']}>
          {say('attest')}
        </p>
        {ATTESTATIONS.filter((item) => item !== 'capacity' || ofCapacity).map((item) => (
          <Checkbox key={item} id={fieldId(`attestations.${item}`)} isSelected={attestations.includes(item)} onChange={toggle(item)}>
            {item === 'signed' ? say('attest.signed') : item === 'capacity' ? say('attest.consent') : sayRequest(`attestation.${item}`)}
          </Checkbox>
        ))}
      </div>
      <DraftField path="remark" label={say('remark')} optionalWords={say('optional')} personal={false} />
    </Part>
  )
}

const FIELD_WORDS: Readonly<Record<string, 'surname' | 'givenNames' | 'cnp' | 'series' | 'number' | 'validUntil' | 'documentType'>> = {
  surname: 'surname',
  givenNames: 'givenNames',
  cnp: 'cnp',
  series: 'series',
  number: 'number',
  validUntil: 'validUntil',
  type: 'documentType',
}
