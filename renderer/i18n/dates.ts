/** Dates in the Romanian notation: 23.11.2026, 24-hour time, Europe/Bucharest. */
import { useMemo } from 'react'
import { useIntl } from 'react-intl'

const ZONE = 'Europe/Bucharest'

/** `2026-11-23` → `23.11.2026`; a local day needs no time zone. */
export const formatDay = (localDay: string): string => localDay.split('-').reverse().join('.')

export function useDates() {
  const { locale } = useIntl()
  return useMemo(() => {
    const tag = locale === 'en' ? 'en-GB' : 'ro-RO'
    const parts = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(tag, { timeZone: ZONE, hourCycle: 'h23', ...options })
    const dayParts = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE })
    const minutes = parts({ hour: '2-digit', minute: '2-digit' })
    const seconds = parts({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
    const day = (instant: string) => formatDay(dayParts.format(new Date(instant)))
    return {
      /** Local day `YYYY-MM-DD`. */
      day: formatDay,
      /** Instant → `23.11.2026`. */
      dayOf: day,
      /** Instant → `10:42`. */
      time: (instant: string) => minutes.format(new Date(instant)),
      /** Instant → `10:41:07`. */
      exactTime: (instant: string) => seconds.format(new Date(instant)),
      /** Instant → `23.11.2026, 10:42`. */
      moment: (instant: string) => `${day(instant)}, ${minutes.format(new Date(instant))}`,
    }
  }, [locale])
}

const UNITS = [
  { unit: 'MB', size: 1024 * 1024 },
  { unit: 'KB', size: 1024 },
]

/** A number of bytes in words: `3,4 MB`. */
export function useBytes(): (bytes: number) => string {
  const intl = useIntl()
  return useMemo(
    () => (bytes: number) => {
      const { unit, size } = UNITS.find((each) => bytes >= each.size) ?? { unit: 'B', size: 1 }
      return `${intl.formatNumber(bytes / size, { maximumFractionDigits: size === 1 ? 0 : 1 })} ${unit}`
    },
    [intl],
  )
}
