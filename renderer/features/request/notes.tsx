import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { authorWords } from '../../request-parts/act-facts.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, ProblemNotice, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './notes.module.css'
import { useKeptNote } from './use-kept-note.ts'
import { requestScreenWords } from './words.ts'

const FIELD_ID = 'note-field'

/** The notes of colleagues, newest first, and a field for another. A note can always be added, online or offline. */
export function Notes({ detail }: { detail: RequestDetail }) {
  const t = useWords(requestScreenWords)
  const tRequest = useWords(requestWords)
  const { moment } = useDates()
  const announce = useAnnounce()
  const { text, change } = useKeptNote(detail.request.id)
  const add = useCommand('request.note')
  const notes = detail.request.notes.toReversed()
  useShortcut('note', () => document.querySelector<HTMLElement>(`#${FIELD_ID} textarea, textarea#${FIELD_ID}`)?.focus())
  const submit = async () => {
    const result = await add.run({ requestId: detail.request.id, text })
    if (!result.ok) return
    change('')
    announce(t('noteAdded'))
  }
  return (
    <div className={styles['notes']}>
      <TextField
        id={FIELD_ID}
        label={t('note')}
        labelHidden
        placeholder={t('notePlaceholder')}
        rows={2}
        value={text}
        onChange={change}
        maxLength={2000}
        personal
      />
      {add.problem && <ProblemNotice problem={add.problem} />}
      {text.trim() !== '' && (
        <div>
          <Button size="small" icon="plus" busy={add.busy} onPress={() => void submit()}>
            {t('addNote')}
          </Button>
        </div>
      )}
      {notes.length === 0 ? (
        <p className={styles['none']}>{t('noNotes')}</p>
      ) : (
        <ul className={styles['list']}>
          {notes.map((note) => (
            <li key={note.id} className={styles['note']}>
              <p className={styles['who']}>
                {moment(note.at)} · {authorWords(note.by, tRequest)}
              </p>
              <p data-personal="" className={styles['text']}>
                {note.text}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
