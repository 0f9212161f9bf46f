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

/** What the clerk attested of the document, and what not. */
function Attested({ check, represented }: { check: Check; represented: boolean }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
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
            <span className={styles['hidden']}>{say(done ? 'attested' : 'notAttested')}: </span>
            {sayRequest(`attestation.${item}`)}
          </li>
        )
      })}
    </ul>
  )
}

function Disagreements({ found }: { found: Check['disagreements'] }) {
  const say = useWords(partWords)
  if (found.length === 0) return null
  return (
    <table className={styles['disagreements']}>
      <caption>
        <Icon name="alert" size={14} /> {say('disagreement')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say('stated')}</th>
          <th scope="col">{say('onDocument')}</th>
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

/** What was checked, how, by whom and when; disagreements side by side, never hidden. */
export function IdentityRecord({ request }: { request: RequestBody }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const { moment } = useDates()
  const check = request.identityCheck
  if (!check) return <p className={styles['none']}>{say('noIdentity')}</p>
  const { document } = check
  return (
    <div className={styles['record']}>
      <div>
        <Chip
          icon={check.outcome === 'passed' ? 'check-circle' : 'alert'}
          tone={check.outcome === 'passed' ? 'good' : 'attention'}
        >
          {sayRequest(`outcome.${check.outcome}`)}
        </Chip>
      </div>
      <Facts
        facts={[
          { label: say('method'), value: sayRequest(`method.${check.method}`) },
          { label: say('subject'), value: say(`subject.${check.subject}`) },
          document && {
            label: say('document'),
            value: `${sayRequest(`document.${document.type}`)} ${document.series} ${document.number}`.trim(),
            personal: true,
          },
          document && {
            label: say('validUntil'),
            value: document.validUntil ? formatDay(document.validUntil) : say('unlimited'),
          },
          check.method === 'document' && {
            label: say('mrz'),
            value: check.mrzVerified ? say('mrzVerified') : say('mrzNot'),
          },
          {
            label: say('checkedBy'),
            value: `${authorWords(check.by, sayRequest)}, ${moment(check.at)}`,
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
              label: sayRequest('unableToSign'),
              value: check.unableToSign.witnesses.filter((name) => name !== '').join('; ') || say('notGiven'),
              personal: true,
            },
          ]}
        />
      )}
      <Disagreements found={check.disagreements} />
      {check.remark && <Facts columns={1} facts={[{ label: say('remark'), value: check.remark, personal: true }]} />}
    </div>
  )
}
