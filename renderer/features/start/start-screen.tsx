/** The desk cannot open its data: the cause, what to do, and the choices of a person. */
import { useState } from 'react'
import type { StartCause, StartState } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, Facts, FullScreen, Notice, ProblemNotice } from '../../ui/index.ts'
import styles from './start-screen.module.css'
import { startWords } from './words.ts'

export function StartScreen({ state, cause }: { state: StartState; cause: StartCause }) {
  const t = useWords(startWords)
  const retry = useCommand('start.retry')
  const goOn = useCommand('start.goOn')
  const beginAnew = useCommand('start.beginAnew')
  const [asking, setAsking] = useState(false)
  const [tried, setTried] = useState(false)
  const problem = retry.problem ?? goOn.problem ?? beginAnew.problem
  const tryAgain = () => void retry.run({}).then(() => setTried(true))
  const begin = () => void beginAnew.run({}).then(() => setAsking(false))
  return (
    <FullScreen product={t('product')} width="medium">
      <h1>{t('title')}</h1>
      <Notice tone="attention" icon="alert" title={t(`cause.${cause}`)} role="alert" reference={cause}>
        {t(`todo.${cause}`)} {t('nothingChanged')}
      </Notice>
      {tried && !retry.busy && <p role="status">{t('stillClosed')}</p>}
      {problem && <ProblemNotice problem={problem} />}
      <Facts
        columns={1}
        facts={[{ label: t('folder'), value: <code className={styles['folder']}>{state.folder}</code> }]}
      />
      <div className={styles['actions']}>
        <Button look="main" icon="sync" busy={retry.busy} onPress={tryAgain}>
          {retry.busy ? t('retrying') : t('retry')}
        </Button>
        {state.choices.includes('go-on') && (
          <Button busy={goOn.busy} onPress={() => void goOn.run({})}>
            {t('goOn')}
          </Button>
        )}
        {state.choices.includes('begin-anew') && <Button onPress={() => setAsking(true)}>{t('beginAnew')}</Button>}
      </div>
      <Dialog
        title={t('confirmTitle')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        closeLabel={t('cancel')}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('cancel')}</Button>
            <Button look="main" busy={beginAnew.busy} onPress={begin}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        <p>{t('confirmWords')}</p>
      </Dialog>
    </FullScreen>
  )
}
