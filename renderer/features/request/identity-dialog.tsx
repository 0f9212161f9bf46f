import { useState } from 'react'
import { ATTESTATIONS, IDENTITY_DOCUMENT_TYPES, type Attestation } from '../../../src/domain/request/request.ts'
import { draftContent } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { partWords } from '../../request-parts/words.ts'
import { Checkbox, DateField, RadioGroup, Select, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './form.module.css'
import { ActDialog, type RequestDialogProps } from './act-dialog.tsx'
import { requestScreenWords } from './words.ts'

export function IdentityDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const say = useWords(requestScreenWords)
  const sayPart = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const announce = useAnnounce()
  const represented = detail.request.representative !== null
  // A minor of 14 to 18 asks in person, with a consent that is attested here.
  const consent = detail.missing.includes('consent-of-parent')
  const [document, setDocument] = useState(() => draftContent.shape.document.parse({}))
  const [subject, setSubject] = useState<'holder' | 'representative'>(represented ? 'representative' : 'holder')
  const [attested, setAttested] = useState<readonly Attestation[]>([])
  const [unableToSign, setUnableToSign] = useState(false)
  const [witnesses, setWitnesses] = useState({ first: '', second: '' })
  const [remark, setRemark] = useState('')
  // Of the moment of opening: what arrives while the document is looked at is not what was looked at.
  const [people] = useState(() => {
    const { holder, capacity, representative } = detail.request
    const named = <C extends string | null>({
      surname,
      givenNames,
      cnp,
    }: {
      surname: string
      givenNames: string
      cnp: C
    }) => ({ surname, givenNames, cnp })
    return { holder: named(holder), capacity, representative: representative && named(representative) }
  })
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
    announce(say('identityDone'))
    onClose()
  }
  return (
    <ActDialog
      title={say('identityTitle')}
      act={say('identity')}
      onAct={() => void submit()}
      busy={check.busy}
      problem={check.problem}
      note={say('keyNote')}
      width="wide"
      isOpen={isOpen}
      onClose={onClose}
    >
      <p>{say('identityIntro')}</p>
      {represented && (
        <RadioGroup
          label={say('identitySubject')}
          direction="row"
          value={subject}
          onChange={setSubject}
          options={(['holder', 'representative'] as const).map((id) => ({ id, label: sayPart(`subject.${id}`) }))}
        />
      )}
      <div className={styles['grid']}>
        <Select
          label={say('identityType')}
          value={document.type}
          onChange={(type) => change({ type })}
          options={IDENTITY_DOCUMENT_TYPES.map((id) => ({ id, label: sayRequest(`document.${id}`) }))}
          autoFocus
        />
        <TextField
          label={say('issuer')}
          optionalWords={say('optional')}
          value={document.issuer}
          onChange={(issuer) => change({ issuer })}
        />
        <TextField label={say('series')} value={document.series} onChange={(series) => change({ series })} personal />
        <TextField label={say('number')} value={document.number} onChange={(number) => change({ number })} personal />
        <DateField
          label={say('validUntil')}
          value={document.validUntil}
          onChange={(validUntil) => change({ validUntil })}
          isDisabled={document.unlimited}
        />
        <Checkbox isSelected={document.unlimited} onChange={(unlimited) => change({ unlimited })}>
          {say('unlimited')}
        </Checkbox>
      </div>
      <TextField
        label={say('mrz')}
        optionalWords={say('optional')}
        rows={3}
        mono
        value={document.mrz}
        onChange={(mrz) => change({ mrz })}
        personal
      />
      <div role="group" aria-label={say('attest')}>
        <p className={styles['legend']}>{say('attest')}</p>
        {ATTESTATIONS.filter((item) => item !== 'capacity' || represented || consent).map((item) => (
          <Checkbox
            key={item}
            isSelected={attested.includes(item)}
            onChange={(on) => setAttested((now) => (on ? [...now, item] : now.filter((other) => other !== item)))}
          >
            {sayRequest(`attestation.${item}`)}
          </Checkbox>
        ))}
        {!attested.includes('signed') && (
          <Checkbox isSelected={unableToSign} onChange={setUnableToSign}>
            {sayRequest('unableToSign')}
          </Checkbox>
        )}
      </div>
      {unableToSign && !attested.includes('signed') && (
        <div className={styles['grid']}>
          {(['first', 'second'] as const).map((which) => (
            <TextField
              key={which}
              label={sayRequest(`witness.${which}`)}
              value={witnesses[which]}
              onChange={(name) => setWitnesses((now) => ({ ...now, [which]: name }))}
              maxLength={160}
              personal
            />
          ))}
        </div>
      )}
      <TextField
        label={say('remark')}
        optionalWords={say('optional')}
        rows={2}
        value={remark}
        onChange={setRemark}
        maxLength={1000}
        personal
      />
    </ActDialog>
  )
}
