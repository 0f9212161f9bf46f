import { useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { goTo } from '../../app/route.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, PanelButton, ProblemNotice, Progress } from '../../ui/index.ts'
import { ScanSettingsFields } from './scan-settings.tsx'
import styles from './scanning.module.css'
import { scanningWords } from './words.ts'

interface ScanControlsProps {
  readonly chosen: ProcedureOutput<'devices.chosen'>
  readonly running: boolean
  readonly onScan: () => void
}

/** The scan button and, beside it, the settings of the scanner. */
export function ScanControls({ chosen, running, onScan }: ScanControlsProps) {
  const t = useWords(scanningWords)
  return (
    <div className={styles['controls']}>
      <Button id="scan" icon="scanner" shortcut="scan" onPress={onScan} isDisabled={running}>
        {t('scan')}
      </Button>
      <PanelButton icon="settings" label={t('settings')} isDisabled={running}>
        <Settings scanFolder={chosen.scanFolder} name={chosen.scanner?.name ?? ''} />
      </PanelButton>
    </div>
  )
}

/** The scanner is queried only when the panel is opened, because it takes a moment to answer. */
function Settings({ scanFolder, name }: { scanFolder: string; name: string }) {
  const t = useWords(scanningWords)
  const { data: state } = useProcedure('scanner.state', {})
  return (
    <div className={styles['panel']}>
      <p className={styles['scannerName']}>{name}</p>
      {state ? (
        <>
          {state.problem && <ProblemNotice problem={state.problem} />}
          <ScanSettingsFields state={state} scanFolder={scanFolder} />
          {state.sources.some(({ source }) => source === 'flatbed') && <GlassPreview />}
        </>
      ) : (
        <Progress label={t('starting', { name })} />
      )}
      <Button look="quiet" size="small" onPress={() => goTo({ room: 'system' })}>
        {t('otherScanner')}
      </Button>
    </div>
  )
}

function GlassPreview() {
  const t = useWords(scanningWords)
  const preview = useCommand('scanner.preview')
  const [image, setImage] = useState<string | null>(null)
  const look = async () => {
    const result = await preview.run({})
    setImage(result.ok ? result.value.image : null)
  }
  return (
    <div className={styles['preview']}>
      <Button size="small" icon="eye" busy={preview.busy} onPress={() => void look()}>
        {preview.busy ? t('previewing') : t('preview')}
      </Button>
      {preview.problem && <ProblemNotice problem={preview.problem} />}
      {image !== null && <img src={image} alt={t('previewOf')} data-personal="" />}
    </div>
  )
}
