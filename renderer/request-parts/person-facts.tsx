import type { RequestBody } from '../../src/request/body.ts'
import { formatDay } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Facts } from '../ui/index.ts'
import { partWords } from './words.ts'

/** Holder, and who acts for the holder. The CNP stands whole in an open request. */
export function PersonFacts({ request }: { request: RequestBody }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const { holder, representative } = request
  const or = (text: string) => text || say('notGiven')
  return (
    <>
      <Facts
        facts={[
          { label: say('surname'), value: holder.surname, personal: true },
          { label: say('givenNames'), value: holder.givenNames, personal: true },
          { label: say('cnp'), value: holder.cnp, personal: true },
          { label: say('requested'), value: formatDay(request.requestedDay) },
          { label: say('address'), value: or(holder.contact.address), personal: true, wide: true },
          { label: say('phone'), value: or(holder.contact.phone), personal: true },
          { label: say('capacity'), value: sayRequest(`capacity.${request.capacity}`) },
          { label: say('email'), value: or(holder.contact.email), personal: true, wide: true },
        ]}
      />
      {representative && (
        <Facts
          facts={[
            {
              label: say('representative'),
              value: `${representative.surname} ${representative.givenNames}`,
              personal: true,
              wide: true,
            },
            { label: say('cnp'), value: or(representative.cnp ?? ''), personal: true },
            { label: say('phone'), value: or(representative.contact.phone), personal: true },
          ]}
        />
      )}
    </>
  )
}
