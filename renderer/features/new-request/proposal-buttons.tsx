import { useIntl } from 'react-intl'
import { useWords } from '../../i18n/words.ts'
import { Button, Icon, Kbd } from '../../ui/index.ts'
import { requestWords } from '../../i18n/request-words.ts'
import type { Capacity, IdentityDocumentType, RequestKind } from '../../../src/domain/request/request.ts'
import type { ANSWERS, Question } from '../../../src/domain/request/questions.ts'
import { partWords } from '../../request-parts/words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { contradicts, needsTheEye, type ProposalPath } from './proposals.ts'
import { newRequestWords } from './words.ts'

type Answer = (typeof ANSWERS)[Question][number]

/**
 * The values that other sources propose for a field, each with a button. Alt+Enter in the field takes the first one.
 */
export function ProposalButtons({ path, field, hasFocus }: { path: ProposalPath; field: string; hasFocus: boolean }) {
  const t = useWords(newRequestWords)
  const tRequest = useWords(requestWords)
  const tPart = useWords(partWords)
  const { form, proposals, take } = useNewRequest()
  const { formatNumber } = useIntl()
  // Rounded down, so that a reading never looks surer than it is.
  const percent = (share: number) =>
    formatNumber(Math.floor(share * 100) / 100, { style: 'percent', maximumFractionDigits: 0 })
  const worded = (of: ProposalPath, value: string): string => {
    if (of === 'document.type') return tRequest(`document.${value as IdentityDocumentType}`)
    if (of === 'capacity') return tRequest(`capacity.${value as Capacity}`)
    if (of === 'answers.onlyRestrict' || of === 'answers.copyFirst') return tPart(`answer.${value as Answer}`)
    return of === 'kind' ? tRequest(`kind.${value as RequestKind}`) : value
  }
  return proposals
    .filter((proposal) => proposal.path === path)
    .map((proposal, index) => {
      const value = worded(path, proposal.value)
      return (
        <span key={`${proposal.source}:${proposal.value}`} className={styles['proposal']}>
          <Button
            size="small"
            className={styles['proposed'] ?? ''}
            onPress={() => take([proposal])}
            label={t('takeNamed', { value, field })}
          >
            {t('take')}{' '}
            <span data-personal="" className={path === 'document.mrz' ? styles['zone'] : undefined}>
              {value}
            </span>
          </Button>
          <span>
            {t(`source.${proposal.source}`)}
            {proposal.confidence !== undefined &&
              proposal.source !== 'form-code' &&
              proposal.source !== 'form-field' &&
              ` ${percent(proposal.confidence)}`}
            {needsTheEye(path, proposal.source) && ` · ${t('byEye')}`}
            {proposal.checked === false && ` · ${t('unproved')}`}
          </span>
          {contradicts(form.getValues(), proposal) && (
            <span className={styles['finding']} data-level="warning">
              <Icon name="alert" size={14} />
              {t('differs')}
            </span>
          )}
          {hasFocus && index === 0 && <Kbd keys="Alt+Enter" />}
        </span>
      )
    })
}
