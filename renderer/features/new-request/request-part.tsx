import { useWatch } from 'react-hook-form'
import { asksQuestions, QUESTIONS } from '../../../src/domain/request/questions.ts'
import { REQUEST_KINDS } from '../../../src/domain/request/request.ts'
import { useWords } from '../../i18n/words.ts'
import { QuestionAnswers } from '../../request-parts/question-answers.tsx'
import { Notice, RadioGroup } from '../../ui/index.ts'
import { ChoiceAside, choose } from './choice-aside.tsx'
import { DraftField } from './draft-field.tsx'
import { fieldId } from './draft-fields.ts'
import { useMissingWords } from './finding-words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { proposalsOf } from './take-one.ts'
import { Part } from './part.tsx'
import { newRequestWords } from './words.ts'

/**
 * What the person requests. The irreversible option is explained in plain words, with the two questions asked before an
 * irreversible act.
 */
export function RequestPart() {
  const t = useWords(newRequestWords)
  const missingWords = useMissingWords()
  const { form, assessment, showMissing } = useNewRequest()
  const [kind, answers] = useWatch({ control: form.control, name: ['kind', 'answers'] })
  const lacking =
    showMissing && kind === '' ? assessment?.blockers.find((blocker) => blocker.path === 'kind') : undefined
  return (
    <Part number={3} title={t('part3')}>
      <div {...proposalsOf('kind')}>
        <RadioGroup
          id={fieldId('kind')}
          label={t('kind')}
          options={REQUEST_KINDS.map((id) => ({ id, label: t(`kind.${id}`), help: t(`kind.${id}.help`) }))}
          value={kind === '' ? null : kind}
          onChange={(next) => choose(form, 'kind', next)}
          error={lacking ? missingWords(lacking.code) : null}
        />
        <ChoiceAside path="kind" label={t('kind')} />
      </div>
      {kind !== '' && asksQuestions(kind) && (
        <>
          <Notice tone="erase" icon="erase" title={t('warning')}>
            {t('warningWords')}
          </Notice>
          <QuestionAnswers
            id={(question) => fieldId(`answers.${question}`)}
            value={answers}
            onChange={(given) => {
              for (const question of QUESTIONS)
                if (given[question] !== answers[question]) choose(form, `answers.${question}`, given[question])
            }}
            around={(question) => proposalsOf(`answers.${question}`)}
            aside={(question, label) => <ChoiceAside path={`answers.${question}`} label={label} />}
          />
        </>
      )}
      <div className={styles['row']} data-columns="capacity">
        <DraftField
          path="requestedDay"
          label={t('requestedDay')}
          help={t('requestedDayHelp')}
          kind="date"
          personal={false}
        />
      </div>
    </Part>
  )
}
