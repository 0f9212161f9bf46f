import { useState } from 'react'
import { ATTESTATIONS, IDENTITY_DOCUMENT_TYPES, type Attestation } from '../../../src/domain/request/request.ts'
import { draftContent } from '../../../src/protocol/desk.ts'
import type { RequestBody } from '../../../src/request/body.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { partWords } from '../../request-parts/words.ts'
import { Checkbox, DateField, RadioGroup, Select, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './form.module.css'
import { ActDialog, type RequestDialogProps } from './act-dialog.tsx'
import { requestScreenWords } from './words.ts'

type Document = ReturnType<typeof draftContent.shape.document.parse>

const named = <C extends string | null>({
  surname,
  givenNames,
  cnp,
}: {
  surname: string
  givenNames: string
  cnp: C
}) => ({
  surname,
  givenNames,
  cnp,
})
const statedPeople = ({ holder, capacity, representative }: RequestBody) => ({
  holder: named(holder),
  capacity,
  representative: representative && named(representative),
})

interface DocumentFieldsProps {
  readonly document: Document
  readonly onChange: (part: Partial<Document>) => void
}

function DocumentFields({ document, onChange }: DocumentFieldsProps) {
  const t = useWords(requestScreenWords)
  const tRequest = useWords(requestWords)
  return (
    <>
      <div className={styles['grid']}>
        <Select
          label={t('identityType')}
          value={document.type}
          onChange={(type) => onChange({ type })}
          options={IDENTITY_DOCUMENT_TYPES.map((id) => ({ id, label: tRequest(`document.${id}`) }))}
          autoFocus
        />
        <TextField
          label={t('issuer')}
          optionalWords={t('optional')}
          value={document.issuer}
          onChange={(issuer) => onChange({ issuer })}
        />
        <TextField label={t('series')} value={document.series} onChange={(series) => onChange({ series })} personal />
        <TextField label={t('number')} value={document.number} onChange={(number) => onChange({ number })} personal />
        <DateField
          label={t('validUntil')}
          value={document.validUntil}
          onChange={(validUntil) => onChange({ validUntil })}
          isDisabled={document.unlimited}
        />
        <Checkbox isSelected={document.unlimited} onChange={(unlimited) => onChange({ unlimited })}>
          {t('unlimited')}
        </Checkbox>
      </div>
      <TextField
        label={t('mrz')}
        optionalWords={t('optional')}
        rows={3}
        mono
        value={document.mrz}
        onChange={(mrz) => onChange({ mrz })}
        personal
      />
    </>
  )
}

interface AttestationsProps {
  /** The clerk also has to attest a capacity or a consent. */
  readonly withCapacity: boolean
  readonly attested: readonly Attestation[]
  readonly onAttested: (attested: readonly Attestation[]) => void
  readonly unableToSign: boolean
  readonly onUnableToSign: (unable: boolean) => void
}

function Attestations({ withCapacity, attested, onAttested, unableToSign, onUnableToSign }: AttestationsProps) {
  const t = useWords(requestScreenWords)
  const tRequest = useWords(requestWords)
  return (
    <div role="group" aria-label={t('attest')}>
      <p className={styles['legend']}>{t('attest')}</p>
      {ATTESTATIONS.filter((item) => item !== 'capacity' || withCapacity).map((item) => (
        <Checkbox
          key={item}
          isSelected={attested.includes(item)}
          onChange={(on) => onAttested(on ? [...attested, item] : attested.filter((other) => other !== item))}
        >
          {tRequest(`attestation.${item}`)}
        </Checkbox>
      ))}
      {!attested.includes('signed') && (
        <Checkbox isSelected={unableToSign} onChange={onUnableToSign}>
          {tRequest('unableToSign')}
        </Checkbox>
      )}
    </div>
  )
}

interface TwoWitnesses {
  readonly first: string
  readonly second: string
}

function Witnesses({ value, onChange }: { value: TwoWitnesses; onChange: (value: TwoWitnesses) => void }) {
  const tRequest = useWords(requestWords)
  return (
    <div className={styles['grid']}>
      {(['first', 'second'] as const).map((which) => (
        <TextField
          key={which}
          label={tRequest(`witness.${which}`)}
          value={value[which]}
          onChange={(name) => onChange({ ...value, [which]: name })}
          maxLength={160}
          personal
        />
      ))}
    </div>
  )
}

export function IdentityDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const t = useWords(requestScreenWords)
  const tPart = useWords(partWords)
  const announce = useAnnounce()
  const represented = detail.request.representative !== null
  // A minor of 14 to 18 applies in person, with a consent that is attested here.
  const consent = detail.missing.includes('consent-of-parent')
  const [document, setDocument] = useState(() => draftContent.shape.document.parse({}))
  const [subject, setSubject] = useState<'holder' | 'representative'>(represented ? 'representative' : 'holder')
  const [attested, setAttested] = useState<readonly Attestation[]>([])
  const [unableToSign, setUnableToSign] = useState(false)
  const [witnesses, setWitnesses] = useState({ first: '', second: '' })
  const [remark, setRemark] = useState('')
  // The people as stated when the dialog was opened: later corrections were not compared with the document.
  const [people] = useState(() => statedPeople(detail.request))
  const check = useCommand('request.checkIdentity')
  const change = (part: Partial<typeof document>) => setDocument((now) => ({ ...now, ...part }))
  const submit = async () => {
    const result = await check.run({
      requestId: detail.request.id,
      people,
      document,
      subject,
      attestations: [...attested],
      unableToSign: unableToSign && !attested.includes('signed'),
      witnesses,
      remark,
    })
    if (!result.ok) return
    announce(t('identityDone'))
    onClose()
  }
  return (
    <ActDialog
      title={t('identityTitle')}
      act={t('identity')}
      onAct={() => void submit()}
      busy={check.busy}
      problem={check.problem}
      note={t('keyNote')}
      width="wide"
      isOpen={isOpen}
      onClose={onClose}
    >
      <p>{t('identityIntro')}</p>
      {represented && (
        <RadioGroup
          label={t('identitySubject')}
          direction="row"
          value={subject}
          onChange={setSubject}
          options={(['holder', 'representative'] as const).map((id) => ({ id, label: tPart(`subject.${id}`) }))}
        />
      )}
      <DocumentFields document={document} onChange={change} />
      <Attestations
        withCapacity={represented || consent}
        attested={attested}
        onAttested={setAttested}
        unableToSign={unableToSign}
        onUnableToSign={setUnableToSign}
      />
      {unableToSign && !attested.includes('signed') && <Witnesses value={witnesses} onChange={setWitnesses} />}
      <TextField
        label={t('remark')}
        optionalWords={t('optional')}
        rows={2}
        value={remark}
        onChange={setRemark}
        maxLength={1000}
        personal
      />
    </ActDialog>
  )
}
