import { isToApprove, TO_APPROVE } from '../../app/to-approve.ts'
import { memo, useCallback, type ReactNode } from 'react'
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, ToggleButton } from 'react-aria-components'
import { CHANNELS, REQUEST_KINDS, REQUEST_STATES } from '../../../src/domain/request/request.ts'
import { NO_FILTERS, useQueueView, type QueueFilters as Filters } from '../../app/queue-view.tsx'
import { useSession } from '../../app/session.tsx'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Icon } from '../../ui/index.ts'
import menu from '../../ui/menu.module.css'
import styles from './queue-filters.module.css'
import { queueWords } from './words.ts'

const FIRST_FILTER_ID = 'queue-first-filter'

/** Stable functions, so that the controls are not rendered again at every keystroke of the search. */
function useChanges() {
  const { change } = useQueueView()
  const onlyToApprove = useCallback((on: boolean) => change({ states: on ? [...TO_APPROVE] : [] }), [change])
  const onlyMine = useCallback((mine: boolean) => change({ mine }), [change])
  const onlyOverdue = useCallback((overdue: boolean) => change({ overdue }), [change])
  const chooseStates = useCallback((states: Filters['states']) => change({ states }), [change])
  const chooseChannels = useCallback((channels: Filters['channels']) => change({ channels }), [change])
  const chooseKinds = useCallback((kinds: Filters['kinds']) => change({ kinds }), [change])
  return { onlyToApprove, onlyMine, onlyOverdue, chooseStates, chooseChannels, chooseKinds }
}

function useNames() {
  const tRequest = useWords(requestWords)
  const state = useCallback((id: Filters['states'][number]) => tRequest(`state.${id}`), [tRequest])
  const channel = useCallback((id: Filters['channels'][number]) => tRequest(`channel.${id}`), [tRequest])
  const kind = useCallback((id: Filters['kinds'][number]) => tRequest(`kind.${id}`), [tRequest])
  return { state, channel, kind }
}

interface Chip {
  readonly key: string
  readonly name: string
  readonly personal: boolean
  readonly remove: () => void
}

/** One chip for each active filter; pressing it removes the filter. */
function useChips(names: ReturnType<typeof useNames>): readonly Chip[] {
  const t = useWords(queueWords)
  const { filters, change } = useQueueView()
  return [
    ...(filters.text.trim()
      ? [
          {
            key: 'text',
            name: t('filter.text', { text: filters.text.trim() }),
            personal: true,
            remove: () => change({ text: '' }),
          },
        ]
      : []),
    ...(isToApprove(filters.states) ? [] : filters.states).map((state) => ({
      key: `state-${state}`,
      name: names.state(state),
      personal: false,
      remove: () => change({ states: filters.states.filter((other) => other !== state) }),
    })),
    ...filters.channels.map((channel) => ({
      key: `channel-${channel}`,
      name: names.channel(channel),
      personal: false,
      remove: () => change({ channels: filters.channels.filter((other) => other !== channel) }),
    })),
    ...filters.kinds.map((kind) => ({
      key: `kind-${kind}`,
      name: names.kind(kind),
      personal: false,
      remove: () => change({ kinds: filters.kinds.filter((other) => other !== kind) }),
    })),
  ]
}

function FilterChip({ chip: { name, personal, remove } }: { chip: Chip }) {
  const t = useWords(queueWords)
  return (
    <AriaButton className={styles['chip'] ?? ''} onPress={remove} aria-label={t('filter.remove', { name })}>
      <span data-personal={personal ? '' : undefined}>{name}</span>
      <Icon name="close" size={12} />
    </AriaButton>
  )
}

export const QueueFilters = memo(function QueueFilters({ total, loading }: { total: number; loading: boolean }) {
  const t = useWords(queueWords)
  const session = useSession()
  const { filters, change } = useQueueView()
  const changes = useChanges()
  const names = useNames()
  useShortcut('queue-filters', () => document.getElementById(FIRST_FILTER_ID)?.focus())
  const toApprove = isToApprove(filters.states)
  const chips = useChips(names)
  const any = chips.length > 0 || toApprove || filters.mine || filters.overdue
  return (
    <div className={styles['filters']} role="group" aria-label={t('filters')}>
      {session.may('request.decide') && (
        <Toggle id={FIRST_FILTER_ID} isSelected={toApprove} onChange={changes.onlyToApprove}>
          {t('filter.toApprove')}
        </Toggle>
      )}
      <Toggle
        {...(session.may('request.decide') ? {} : { id: FIRST_FILTER_ID })}
        isSelected={filters.mine}
        onChange={changes.onlyMine}
      >
        {t('filter.mine')}
      </Toggle>
      <Toggle isSelected={filters.overdue} onChange={changes.onlyOverdue}>
        {t('filter.overdue')}
      </Toggle>
      <Choice
        label={t('filter.states')}
        options={REQUEST_STATES}
        nameOf={names.state}
        chosen={filters.states}
        onChange={changes.chooseStates}
      />
      <Choice
        label={t('filter.channels')}
        options={CHANNELS}
        nameOf={names.channel}
        chosen={filters.channels}
        onChange={changes.chooseChannels}
      />
      <Choice
        label={t('filter.kinds')}
        options={REQUEST_KINDS}
        nameOf={names.kind}
        chosen={filters.kinds}
        onChange={changes.chooseKinds}
      />
      {chips.map((chip) => (
        <FilterChip key={chip.key} chip={chip} />
      ))}
      {any && (
        <Button look="quiet" size="small" onPress={() => change({ ...NO_FILTERS, sort: filters.sort })}>
          {t('filter.clear')}
        </Button>
      )}
      <span className={styles['found']} role="status">
        {loading ? t('loading') : t('found', { count: total })}
      </span>
    </div>
  )
})

const Toggle = memo(function Toggle({
  id,
  isSelected,
  onChange,
  children,
}: {
  id?: string
  isSelected: boolean
  onChange: (on: boolean) => void
  children: string
}) {
  return (
    <ToggleButton
      {...(id ? { id } : {})}
      className={styles['toggle'] ?? ''}
      isSelected={isSelected}
      onChange={onChange}
    >
      {isSelected && <Icon name="check" size={13} />}
      {children}
    </ToggleButton>
  )
})

interface ChoiceProps<K extends string> {
  readonly label: string
  readonly options: readonly K[]
  readonly nameOf: (option: K) => string
  readonly chosen: readonly K[]
  readonly onChange: (chosen: K[]) => void
}

const Choice = memo(function Choice<K extends string>({ label, options, nameOf, chosen, onChange }: ChoiceProps<K>) {
  return (
    <MenuTrigger>
      <AriaButton className={styles['toggle'] ?? ''}>
        {label}
        <Icon name="chevron-down" size={13} />
      </AriaButton>
      <Popover className={menu['popover'] ?? ''} offset={4}>
        <Menu
          className={menu['menu'] ?? ''}
          aria-label={label}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={(keys) =>
            onChange(keys === 'all' ? [...options] : options.filter((option) => keys.has(option)))
          }
        >
          {options.map((option) => (
            <MenuItem key={option} id={option} textValue={nameOf(option)} className={menu['entry'] ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={menu['mark']}>{isSelected && <Icon name="check" size={14} />}</span>
                  {nameOf(option)}
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}) as <K extends string>(props: ChoiceProps<K>) => ReactNode
