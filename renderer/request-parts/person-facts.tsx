import type { RequestBody } from '../../src/request/body.ts'
import { formatDay } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Facts } from '../ui/index.ts'
import { partWords } from './words.ts'

/** The holder, and the representative if there is one. An open request shows the whole CNP. */
export function PersonFacts({ request }: { request: RequestBody }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { holder, representative } = request
  const or = (text: string) => text || t('notGiven')
  return (
    <>
      <Facts
        facts={[
          { label: t('surname'), value: holder.surname, personal: true },
          { label: t('givenNames'), value: holder.givenNames, personal: true },
          { label: t('cnp'), value: holder.cnp, personal: true },
          { label: t('requested'), value: formatDay(request.requestedDay) },
          { label: t('address'), value: or(holder.contact.address), personal: true, wide: true },
          { label: t('phone'), value: or(holder.contact.phone), personal: true },
          { label: t('capacity'), value: tRequest(`capacity.${request.capacity}`) },
          { label: t('email'), value: or(holder.contact.email), personal: true, wide: true },
        ]}
      />
      {representative && (
        <Facts
          facts={[
            {
              label: t('representative'),
              value: `${representative.surname} ${representative.givenNames}`,
              personal: true,
              wide: true,
            },
            { label: t('cnp'), value: or(representative.cnp ?? ''), personal: true },
            { label: t('phone'), value: or(representative.contact.phone), personal: true },
          ]}
        />
      )}
    </>
  )
}
