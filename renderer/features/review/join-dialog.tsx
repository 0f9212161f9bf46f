import { useState } from 'react'
import { OPEN_STATES } from '../../../src/domain/request/request.ts'
import type { RequestBody } from '../../../src/request/body.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { formatDay } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { RadioGroup, useAnnounce } from '../../ui/index.ts'
import { DecisionDialog, type DecisionProps } from './decision-dialog.tsx'
import { reviewWords } from './words.ts'

/** The other requests of the same person and kind; null until they are known. */
export function useJoinable({ id, holder, kind }: RequestBody, enabled = true) {
  const found = useProcedure(
    'queue.search',
    { text: holder.cnp, kinds: [kind], states: [...OPEN_STATES], limit: 20 },
    { enabled },
  )
  return { others: found.data?.rows.filter((row) => row.id !== id) ?? null, problem: found.problem }
}

export function JoinDialog({ detail, isOpen, onClose, onDone }: DecisionProps) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const announce = useAnnounce()
  const [into, setInto] = useState<string | null>(null)
  const command = useCommand('request.join')
  const { id: requestId, revision } = detail.request
  const { others, problem } = useJoinable(detail.request, isOpen)
  const send = async () => {
    if (into === null) return
    const result = await command.run({ requestId, revision, into })
    if (!result.ok) return
    announce(t('joined'))
    onDone()
  }
  return (
    <DecisionDialog
      title={t('joinTitle')}
      send={t('joinSend')}
      isOpen={isOpen}
      onClose={onClose}
      onSend={() => void send()}
      busy={command.busy}
      problem={command.problem ?? problem}
      ready={into !== null}
    >
      <p>{t('joinIntro')}</p>
      {others?.length === 0 ? (
        <p role="status">{t('joinNone')}</p>
      ) : (
        <RadioGroup
          label={t('joinInto')}
          value={into}
          onChange={setInto}
          options={(others ?? []).map((row) => ({
            id: row.id,
            label: row.number,
            help: `${tRequest(`state.${row.state}`)} · ${formatDay(row.registeredDay)}`,
          }))}
          autoFocus
        />
      )}
    </DecisionDialog>
  )
}
