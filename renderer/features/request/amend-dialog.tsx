import { actsForAnother } from '../../../src/domain/person/capacity.ts'
import { useState } from 'react'
import { asksQuestions } from '../../../src/domain/request/questions.ts'
import { CAPACITIES, REQUEST_KINDS } from '../../../src/domain/request/request.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { QuestionChecks } from '../../request-parts/question-checks.tsx'
import { partWords } from '../../request-parts/words.ts'
import { RadioGroup, Select, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './form.module.css'
import { ActDialog, type RequestDialogProps } from './act-dialog.tsx'
import { amendableOf, type Amendable } from './amendable.ts'
import { requestScreenWords } from './words.ts'

type Content = Amendable

export function AmendDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const say = useWords(requestScreenWords)
  const sayRequest = useWords(requestWords)
  const sayPart = useWords(partWords)
  const announce = useAnnounce()
  const [content, setContent] = useState(() => amendableOf(detail.request))
  const amend = useCommand('request.amend')
  const submit = async () => {
    const result = await amend.run({ requestId: detail.request.id, revision: detail.request.revision, content })
    if (!result.ok) return
    announce(say('amended'))
    onClose()
  }
  return (
    <ActDialog
      title={say('amendTitle')}
      act={say('amend')}
      onAct={() => void submit()}
      busy={amend.busy}
      problem={amend.problem}
      note={say('keyNote')}
      width="wide"
      isOpen={isOpen}
      onClose={onClose}
    >
      <p>{say('amendIntro')}</p>
      <RadioGroup
        label={say('amendKind')}
        direction="row"
        value={content.kind === '' ? null : content.kind}
        onChange={(kind) => setContent({ ...content, kind })}
        options={REQUEST_KINDS.map((id) => ({ id, label: sayRequest(`kind.${id}`) }))}
      />
      {content.kind !== '' && asksQuestions(content.kind) && (
        <QuestionChecks
          id="amend-questions"
          value={content.questionsAsked}
          onChange={(questionsAsked) => setContent({ ...content, questionsAsked })}
        />
      )}
      <PersonFields value={content.holder} onChange={(holder) => setContent({ ...content, holder })} autoFocus />
      <Select
        label={sayPart('capacity')}
        value={content.capacity}
        onChange={(capacity) => setContent({ ...content, capacity })}
        options={CAPACITIES.map((id) => ({ id, label: sayRequest(`capacity.${id}`) }))}
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
  const say = useWords(partWords)
  const field = (name: keyof Content['holder']) => ({
    label: say(name),
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
