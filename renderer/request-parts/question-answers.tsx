/** The two questions before an irreversible act, each with the answer that the person gave. */
import type { ReactNode } from 'react'
import { ANSWERS, QUESTIONS, type Question } from '../../src/domain/request/questions.ts'
import { useWords } from '../i18n/words.ts'
import { RadioGroup } from '../ui/index.ts'
import styles from './question-answers.module.css'
import { partWords } from './words.ts'

/** Empty: not answered yet. */
export type Answered = { readonly [Q in Question]: (typeof ANSWERS)[Q][number] | '' }

interface QuestionAnswersProps {
  readonly id: (question: Question) => string
  readonly value: Answered
  readonly onChange: (value: Answered) => void
  /** Attributes of the element around a question. */
  readonly around?: (question: Question) => object
  /** Shown below a question: what the paper states. */
  readonly aside?: (question: Question, label: string) => ReactNode
}

export function QuestionAnswers({ id, value, onChange, around, aside }: QuestionAnswersProps) {
  const t = useWords(partWords)
  return (
    <div className={styles['questions']}>
      {QUESTIONS.map((question) => (
        <div key={question} {...around?.(question)}>
          <RadioGroup
            id={id(question)}
            label={t(`question.${question}`)}
            direction="row"
            options={ANSWERS[question].map((answer) => ({ id: answer, label: t(`answer.${answer}`) }))}
            value={value[question] === '' ? null : value[question]}
            onChange={(answer) => onChange({ ...value, [question]: answer })}
          />
          {aside?.(question, t(`question.${question}`))}
        </div>
      ))}
    </div>
  )
}
