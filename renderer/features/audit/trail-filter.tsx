import { useState } from 'react'
import { parseDay } from '../../../src/domain/calendar/bucharest.ts'
import type { ProcedureInput } from '../../../src/protocol/desk.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, DateField, Select } from '../../ui/index.ts'
import styles from './audit.module.css'
import { KIND_GROUPS, type KindGroup } from './kinds.ts'
import { auditWords } from './words.ts'

export type Filter = Omit<ProcedureInput<'audit.trail'>, 'before'>
const ALL = 'all'

/** Person, kind and days. Persons and kinds apply at once; days when both are readable. */
export function TrailFilter({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useWords(auditWords)
  const people = useProcedure('audit.people', {}).data ?? []
  const [typed, setTyped] = useState({ from: '', to: '' })
  const without = (key: keyof Filter): Filter => {
    const { [key]: _, ...rest } = filter
    return rest
  }
  const setDay = (key: 'from' | 'to', text: string) => {
    setTyped({ ...typed, [key]: text })
    const day = parseDay(text)
    if (text.trim() === '') onChange(without(key))
    else if (day.ok) onChange({ ...filter, [key]: day.value })
  }
  const errorOf = (key: 'from' | 'to') => {
    if (typed[key].trim() === '') return null
    if (!parseDay(typed[key]).ok) return t('noDay')
    const backwards = key === 'to' && filter.from !== undefined && filter.to !== undefined && filter.from > filter.to
    return backwards ? t('dayOrder') : null
  }
  return (
    <div className={styles['filter']} role="search" aria-label={t('filter')}>
      <Select
        label={t('who')}
        options={[{ id: ALL, label: t('everybody') }, ...people.map(({ id, name }) => ({ id, label: name }))]}
        value={filter.actor ?? ALL}
        onChange={(actor) => onChange(actor === ALL ? without('actor') : { ...filter, actor })}
      />
      <Select
        label={t('what')}
        options={[
          { id: ALL, label: t('everything') },
          ...KIND_GROUPS.map((group) => ({ id: group, label: t(`group.${group}`) })),
        ]}
        value={(filter.action as KindGroup | undefined) ?? ALL}
        onChange={(action) => onChange(action === ALL ? without('action') : { ...filter, action })}
      />
      <DateField
        label={t('from')}
        value={typed.from}
        onChange={(text) => setDay('from', text)}
        error={errorOf('from')}
      />
      <DateField label={t('to')} value={typed.to} onChange={(text) => setDay('to', text)} error={errorOf('to')} />
      {Object.keys(filter).length > 0 && (
        <Button
          look="quiet"
          icon="close"
          onPress={() => {
            setTyped({ from: '', to: '' })
            onChange({})
          }}
        >
          {t('clear')}
        </Button>
      )}
    </div>
  )
}
