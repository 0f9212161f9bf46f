import { actsForAnother } from '../../../src/domain/person/capacity.ts'
import { useState } from 'react'
import { asksQuestions } from '../../../src/domain/request/questions.ts'
import { CAPACITIES, REQUEST_KINDS } from '../../../src/domain/request/request.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { QuestionAnswers } from '../../request-parts/question-answers.tsx'
import { partWords } from '../../request-parts/words.ts'
import { RadioGroup, Select, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './form.module.css'
import { ActDialog, type RequestDialogProps } from './act-dialog.tsx'
import { amendableOf, type Amendable } from './amendable.ts'
import { requestScreenWords } from './words.ts'

type Content = Amendable

export function AmendDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const t = useWords(requestScreenWords)
  const tRequest = useWords(requestWords)
  const tPart = useWords(partWords)
  const announce = useAnnounce()
  const [content, setContent] = useState(() => amendableOf(detail.request))
  const amend = useCommand('request.amend')
  const submit = async () => {
    const result = await amend.run({ requestId: detail.request.id, revision: detail.request.revision, content })
    if (!result.ok) return
    announce(t('amended'))
    onClose()
  }
  return (
    <ActDialog
      title={t('amendTitle')}
      act={t('amend')}
      onAct={() => void submit()}
      busy={amend.busy}
      problem={amend.problem}
      note={t('keyNote')}
      width="wide"
      isOpen={isOpen}
      onClose={onClose}
    >
      <p>{t('amendIntro')}</p>
      <RadioGroup
        label={t('amendKind')}
        direction="row"
        value={content.kind === '' ? null : content.kind}
        onChange={(kind) => setContent({ ...content, kind })}
        options={REQUEST_KINDS.map((id) => ({ id, label: tRequest(`kind.${id}`) }))}
      />
      {content.kind !== '' && asksQuestions(content.kind) && (
        <QuestionAnswers
          id={(question) => `amend-${question}`}
          value={content.answers}
          onChange={(answers) => setContent({ ...content, answers })}
        />
      )}
      <PersonFields value={content.holder} onChange={(holder) => setContent({ ...content, holder })} autoFocus />
      <Select
        label={tPart('capacity')}
        value={content.capacity}
        onChange={(capacity) => setContent({ ...content, capacity })}
        options={CAPACITIES.map((id) => ({ id, label: tRequest(`capacity.${id}`) }))}
      />
      {actsForAnother(content.capacity) && (
        <PersonFields
          value={content.representative}
          onChange={(representative) => setContent({ ...content, representative })}
        />
      )}
    </ActDialog>
  )
}

function PersonFields({
  value,
  onChange,
  autoFocus,
}: {
  value: Content['holder']
  onChange: (value: Content['holder']) => void
  autoFocus?: boolean
}) {
  const t = useWords(partWords)
  const field = (name: keyof Content['holder']) => ({
    label: t(name),
    value: value[name],
    onChange: (text: string) => onChange({ ...value, [name]: text }),
    personal: true,
  })
  return (
    <div className={styles['grid']}>
      <TextField {...field('surname')} autoFocus={autoFocus ?? false} />
      <TextField {...field('givenNames')} />
      <TextField {...field('cnp')} inputMode="numeric" />
      <TextField {...field('phone')} />
      <TextField {...field('address')} />
      <TextField {...field('email')} />
    </div>
  )
}
