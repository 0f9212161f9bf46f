import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/index.ts'
import { useNewRequest } from './form-context.ts'
import { takenAtOnce } from './proposals.ts'
import { newRequestWords } from './words.ts'

/** Everything that is sure and whose field is empty, at one press; absent where there is nothing of the kind. */
export function TakeSure() {
  const say = useWords(newRequestWords)
  const { form, proposals, take } = useNewRequest()
  const offered = takenAtOnce(form.getValues(), proposals)
  if (offered.length === 0) return null
  return (
    <Button id="take-sure" size="small" look="plain" shortcut="take-sure" onPress={() => take(offered)}>
      {say('takeSure', { count: offered.length })}
    </Button>
  )
}
