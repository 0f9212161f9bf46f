import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { CHOOSABLE_FILES } from '../../../src/files/media-type.ts'
import { ATTACHMENT_ROLES, type AttachmentRole } from '../../../src/domain/request/request.ts'
import { problem as newProblem, type Problem } from '../../../src/domain/problem.ts'
import { SCAN_LIMITS } from '../../../src/files/limits.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Progress, Select, useAnnounce } from '../../ui/index.ts'
import { ActDialog, type RequestDialogProps } from './act-dialog.tsx'
import { requestScreenWords } from './words.ts'

export function AttachDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const t = useWords(requestScreenWords)
  const tRequest = useWords(requestWords)
  const desk = useDesk()
  const announce = useAnnounce()
  const [file, setFile] = useState<File | null>(null)
  const [role, setRole] = useState<AttachmentRole>('other')
  const [sent, setSent] = useState<number | null>(null)
  const [refused, setRefused] = useState<Problem | null>(null)
  const attach = useCommand('request.attach')

  const choose = (chosen: File | null) => {
    // Refused before an upload of 200 MB that the desk would not accept.
    setRefused(
      chosen && chosen.size > SCAN_LIMITS.bytes
        ? newProblem('scan.too-large', { name: chosen.name, size: chosen.size, limit: SCAN_LIMITS.bytes })
        : null,
    )
    setFile(chosen)
  }
  const submit = async (chosen: File) => {
    setRefused(null)
    setSent(0)
    const stored = await desk.putBytes(chosen, {
      name: chosen.name,
      onProgress: (done, total) => setSent(total > 0 ? (done / total) * 100 : 0),
    })
    const result = stored.ok
      ? await attach.run({
          requestId: detail.request.id,
          sha256: stored.value.sha256,
          name: chosen.name.slice(0, 160),
          role,
        })
      : stored
    setSent(null)
    if (!result.ok) return setRefused(result.problem)
    setFile(null)
    announce(t('attached'))
    onClose()
  }
  return (
    <ActDialog
      title={t('attachTitle')}
      act={t('attach')}
      onAct={() => file && void submit(file)}
      busy={sent !== null}
      problem={refused}
      ready={file !== null && refused === null}
      isOpen={isOpen}
      onClose={onClose}
    >
      <div>
        <FileTrigger acceptedFileTypes={CHOOSABLE_FILES} onSelect={(files) => choose(files?.[0] ?? null)}>
          <Button icon="document" autoFocus>
            {t('attachFile')}
          </Button>
        </FileTrigger>
      </div>
      <p>{file ? <span data-personal="">{t('chosen', { name: file.name })}</span> : t('attachHelp')}</p>
      <Select
        label={t('attachRole')}
        value={role}
        onChange={setRole}
        options={ATTACHMENT_ROLES.map((id) => ({ id, label: tRequest(`attachment.${id}`) }))}
      />
      {sent !== null && file && <Progress label={t('attachSending', { name: file.name })} value={sent} />}
    </ActDialog>
  )
}
