/** The two questions before an irreversible act, each ticked once the person has answered it. */
import { QUESTIONS, type QuestionsAsked } from '../../src/domain/request/questions.ts'
import { useWords } from '../i18n/words.ts'
import { Checkbox } from '../ui/index.ts'
import styles from './question-checks.module.css'
import { partWords } from './words.ts'

interface QuestionChecksProps {
  readonly id: string
  readonly value: QuestionsAsked
  readonly onChange: (value: QuestionsAsked) => void
}

export function QuestionChecks({ id, value, onChange }: QuestionChecksProps) {
  const t = useWords(partWords)
  return (
    <div role="group" aria-labelledby={`${id}-label`} id={id} className={styles['questions']}>
      <p id={`${id}-label`} className={styles['label']}>
        {t('questions')}
      </p>
      {QUESTIONS.map((question) => (
        <Checkbox
          key={question}
          isSelected={value[question]}
          onChange={(answered) => onChange({ ...value, [question]: answered })}
        >
          {t(`question.${question}`)}
        </Checkbox>
      ))}
    </div>
  )
}
