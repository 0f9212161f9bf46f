import { ATTESTATIONS } from '../../src/domain/request/request.ts'
import type { RequestBody } from '../../src/request/body.ts'
import { formatDay, useDates } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Chip, Facts, Icon } from '../ui/index.ts'
import { authorWords } from './act-facts.ts'
import styles from './identity-record.module.css'
import { partWords } from './words.ts'

type Check = NonNullable<RequestBody['identityCheck']>

/** What the clerk attested about the document, and what not. */
function Attested({ check, represented }: { check: Check; represented: boolean }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const wanted = ATTESTATIONS.filter(
    (item) =>
      check.method === 'document' &&
      (item !== 'capacity' || represented) &&
      (item !== 'signed' || check.unableToSign === undefined),
  )
  if (wanted.length === 0) return null
  return (
    <ul className={styles['attested']}>
      {wanted.map((item) => {
        const done = check.attestations.includes(item)
        return (
          <li key={item} data-missing={!done || undefined}>
            <Icon name={done ? 'check' : 'alert'} size={14} />
            <span className={styles['hidden']}>{t(done ? 'attested' : 'notAttested')}: </span>
            {tRequest(`attestation.${item}`)}
          </li>
        )
      })}
    </ul>
  )
}

function Disagreements({ found }: { found: Check['disagreements'] }) {
  const t = useWords(partWords)
  if (found.length === 0) return null
  return (
    <table className={styles['disagreements']}>
      <caption>
        <Icon name="alert" size={14} /> {t('disagreement')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('stated')}</th>
          <th scope="col">{t('onDocument')}</th>
        </tr>
      </thead>
      <tbody>
        {found.map(({ field, stated, document: read }) => (
          <tr key={field}>
            <td data-personal="">{stated}</td>
            <td data-personal="">{read}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was checked, how, by whom and when. Disagreements are shown side by side and never hidden. */
export function IdentityRecord({ request }: { request: RequestBody }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { moment } = useDates()
  const check = request.identityCheck
  if (!check) return <p className={styles['none']}>{t('noIdentity')}</p>
  const { document } = check
  return (
    <div className={styles['record']}>
      <div>
        <Chip
          icon={check.outcome === 'passed' ? 'check-circle' : 'alert'}
          tone={check.outcome === 'passed' ? 'good' : 'attention'}
        >
          {tRequest(`outcome.${check.outcome}`)}
        </Chip>
      </div>
      <Facts
        facts={[
          { label: t('method'), value: tRequest(`method.${check.method}`) },
          { label: t('subject'), value: t(`subject.${check.subject}`) },
          document && {
            label: t('document'),
            value: `${tRequest(`document.${document.type}`)} ${document.series} ${document.number}`.trim(),
            personal: true,
          },
          document && {
            label: t('validUntil'),
            value: document.validUntil ? formatDay(document.validUntil) : t('unlimited'),
          },
          check.method === 'document' && {
            label: t('mrz'),
            value: check.mrzVerified ? t('mrzVerified') : t('mrzNot'),
          },
          {
            label: t('checkedBy'),
            value: `${authorWords(check.by, tRequest)}, ${moment(check.at)}`,
            wide: check.method !== 'document',
          },
        ]}
      />
      <Attested check={check} represented={request.representative !== null} />
      {check.unableToSign && (
        <Facts
          columns={1}
          facts={[
            {
              label: tRequest('unableToSign'),
              value: check.unableToSign.witnesses.filter((name) => name !== '').join('; ') || t('notGiven'),
              personal: true,
            },
          ]}
        />
      )}
      <Disagreements found={check.disagreements} />
      {check.remark && <Facts columns={1} facts={[{ label: t('remark'), value: check.remark, personal: true }]} />}
    </div>
  )
}
