/** Where paper and form differ: the crop, both values, and the clerk's answer, which is needed before registering. */
import { isWish, type Way, WAYS_OF } from '../../../src/domain/request/comparison.ts'
import { useWords } from '../../i18n/words.ts'
import { CROP_OF, useMatterWords } from '../../request-parts/matter-words.ts'
import { partWords } from '../../request-parts/words.ts'
import { Notice, RadioGroup } from '../../ui/index.ts'
import { fieldId } from './draft-fields.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { ReadCrop } from './read-crop.tsx'
import type { Assessment } from './use-assessment.ts'
import { newRequestWords } from './words.ts'

type Difference = Assessment['differences'][number]

function OneDifference({ difference }: { difference: Difference }) {
  const t = useWords(partWords)
  const { form } = useNewRequest()
  const { matterOf, paperOf, statedOf } = useMatterWords()
  const { matter, paper, stated, how } = difference
  const label = matterOf(matter)
  const answer = (way: Way) => {
    const others = form.getValues('settled').filter((settlement) => settlement.matter !== matter)
    form.setValue('settled', [...others, { matter, how: way, paper, stated }], { shouldDirty: true })
  }
  if (isWish(difference))
    return (
      <p>
        <strong>{label}.</strong> {t('holdsApproval')}
      </p>
    )
  const crop = CROP_OF[matter]
  return (
    <div className={styles['difference']}>
      <p data-personal="">
        {t(matter === 'dossier' ? 'atCentre' : 'onPaper', { value: paperOf(matter, paper) })}{' '}
        {t('inForm', { value: statedOf(matter, stated) })}
      </p>
      {crop !== null && <ReadCrop path={crop} label={label} />}
      <RadioGroup
        id={fieldId(`differences.${matter}`)}
        label={label}
        direction="row"
        options={WAYS_OF[matter].map((way) => ({ id: way, label: t(`way.${way}`) }))}
        value={how}
        onChange={answer}
      />
    </div>
  )
}

export function Differences() {
  const t = useWords(newRequestWords)
  const { assessment } = useNewRequest()
  const differences = assessment?.differences ?? []
  if (differences.length === 0) return null
  return (
    <Notice tone="attention" icon="alert" title={t('differences')}>
      <div className={styles['differences']}>
        {differences.map((difference) => (
          <OneDifference key={difference.matter} difference={difference} />
        ))}
      </div>
    </Notice>
  )
}
