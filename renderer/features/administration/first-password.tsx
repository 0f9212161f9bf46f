import { useWords } from '../../i18n/words.ts'
import { TextField } from '../../ui/index.ts'
import { administrationWords } from './words.ts'

/** A password that one person gives another. Readable, because it is read out or written down once, then replaced. */
export function FirstPassword({
  value,
  onChange,
  error,
  autoFocus = false,
}: {
  value: string
  onChange: (password: string) => void
  error: string | null
  autoFocus?: boolean
}) {
  const t = useWords(administrationWords)
  return (
    <TextField
      id="account-password"
      label={t('firstPassword')}
      help={t('firstPasswordHelp')}
      value={value}
      onChange={onChange}
      error={error}
      autoFocus={autoFocus}
      mono
    />
  )
}
