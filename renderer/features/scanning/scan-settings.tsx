import { fittingSettings, SCAN_PAPERS, type ScanSettings } from '../../../src/domain/devices/scanning.ts'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { ProblemNotice, Select } from '../../ui/index.ts'
import styles from './scanning.module.css'
import { scanningWords } from './words.ts'

interface ScanSettingsProps {
  readonly state: ProcedureOutput<'scanner.state'>
  readonly scanFolder: string
}

/** The options of the selected scanner and the chosen values, saved for the desk at each change. */
export function ScanSettingsFields({ state, scanFolder }: ScanSettingsProps) {
  const t = useWords(scanningWords)
  const keep = useCommand('devices.setScan')
  const { kind, settings, sources } = state
  if (kind === 'folder') return <p className={styles['quiet']}>{t('settingsAtDevice', { folder: scanFolder })}</p>
  const present = settings ?? fittingSettings(sources)
  if (present === null) return <p className={styles['quiet']}>{t('settingsLater')}</p>
  // A scanner that does not answer now shows its saved settings, which cannot be changed then.
  const offered = sources.find(({ source }) => source === present.source)
  const change = (part: Partial<ScanSettings>) => {
    const fitting = fittingSettings(sources, { ...present, ...part })
    if (fitting !== null) void keep.run({ settings: { ...fitting } })
  }
  const isDisabled = offered === undefined
  return (
    <div className={styles['fields']}>
      <Select
        label={t('source')}
        options={(sources.length > 0 ? sources.map(({ source }) => source) : [present.source]).map((id) => ({
          id,
          label: t(`source.${id}`),
        }))}
        value={present.source}
        onChange={(source) => change({ source })}
        isDisabled={isDisabled}
      />
      <Select
        label={t('paper')}
        options={SCAN_PAPERS.map((id) => ({ id, label: t(`paper.${id}`) }))}
        value={present.paper}
        onChange={(paper) => change({ paper })}
        isDisabled={isDisabled}
      />
      <Select
        label={t('resolution')}
        options={(offered?.resolutions ?? [present.resolution]).map((dpi) => ({
          id: String(dpi),
          label: t('dpi', { dpi }),
        }))}
        value={String(present.resolution)}
        onChange={(dpi) => change({ resolution: Number(dpi) })}
        isDisabled={isDisabled}
      />
      <Select
        label={t('colour')}
        options={(offered?.colours ?? [present.colour]).map((id) => ({ id, label: t(`colour.${id}`) }))}
        value={present.colour}
        onChange={(colour) => change({ colour })}
        isDisabled={isDisabled}
      />
      {keep.problem && <ProblemNotice problem={keep.problem} />}
    </div>
  )
}
