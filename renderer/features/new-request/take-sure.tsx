import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/index.ts'
import { useNewRequest } from './form-context.ts'
import { newRequestWords } from './words.ts'

/** A button that fills all empty fields that have a sure value; hidden where there are none. */
export function TakeSure() {
  const t = useWords(newRequestWords)
  const { offered, take } = useNewRequest()
  if (offered.length === 0) return null
  return (
    <Button id="take-sure" size="small" look="plain" shortcut="take-sure" onPress={() => take(offered)}>
      {t('takeSure', { count: offered.length })}
    </Button>
  )
}
