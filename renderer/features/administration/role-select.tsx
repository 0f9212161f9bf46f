import { type Role, ROLES } from '../../../src/domain/rights.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Select } from '../../ui/index.ts'
import { administrationWords } from './words.ts'

export function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const t = useWords(administrationWords)
  const tRequest = useWords(requestWords)
  return (
    <Select
      label={t('role')}
      options={ROLES.map((role) => ({ id: role, label: tRequest(`role.${role}`), help: t(`roleHelp.${role}`) }))}
      value={value}
      onChange={onChange}
    />
  )
}
