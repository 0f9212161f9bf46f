import { useCommand } from '../../desk/use-procedure.ts'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Button, Notice, ProblemNotice } from '../../ui/index.ts'
import { auditWords } from './words.ts'

/** Verifies the whole chain at the central store, when asked: it takes longer the longer the chain is. */
export function Chain() {
  const t = useWords(auditWords)
  const verify = useCommand('audit.verify')
  const [verdict, setVerdict] = useState<ProcedureOutput<'audit.verify'> | null>(null)
  const run = async () => {
    const result = await verify.run({})
    setVerdict(result.ok ? result.value : null)
  }
  const again = (
    <Button size="small" icon="shield" busy={verify.busy} onPress={() => void run()}>
      {t(verdict === null ? 'verify' : 'verifyAgain')}
    </Button>
  )
  if (verify.problem)
    return (
      <>
        <ProblemNotice problem={verify.problem} />
        <div>{again}</div>
      </>
    )
  if (verdict === null)
    return (
      <Notice icon="shield" title={t('chain')} actions={again}>
        {t('chainWords')}
      </Notice>
    )
  return verdict.intact ? (
    <Notice
      tone="good"
      icon="check-circle"
      title={t('intact', { count: verdict.entries })}
      role="status"
      actions={again}
    >
      {t('heads', { count: verdict.heads })}
    </Notice>
  ) : (
    <Notice tone="attention" icon="alert" title={t('broken', { n: verdict.n })} role="alert" actions={again}>
      {t(`fault.${verdict.fault}`)} {t('brokenDo')}
    </Notice>
  )
}
