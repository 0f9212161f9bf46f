import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Button, TextField } from '../../ui/index.ts'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

interface AddressFormProps {
  readonly label: string
  readonly help: string
  readonly busy: boolean
  /** Selects the device at this address, or returns in words what is wrong with it. */
  readonly onUse: (address: string) => Promise<string | null>
}

/** For a device that the search does not find. */
export function AddressForm({ label, help, busy, onUse }: AddressFormProps) {
  const t = useWords(systemWords)
  const [address, setAddress] = useState('')
  const [error, setError] = useState<string | null>(null)
  const use = async () => {
    const wrong = await onUse(address.trim())
    setError(wrong)
    if (wrong === null) setAddress('')
  }
  return (
    <form
      className={styles['address']}
      onSubmit={(event) => {
        event.preventDefault()
        void use()
      }}
    >
      <TextField label={label} help={help} value={address} onChange={setAddress} error={error} inputMode="url" />
      <Button type="submit" isDisabled={busy || address.trim() === ''}>
        {t('useAddress')}
      </Button>
    </form>
  )
}
