import { useState, type FormEvent } from 'react'
import type { Session } from '../../app/session.tsx'
import { useCommand } from '../../desk/use-procedure.ts'
import { Button, ProblemNotice, TextField } from '../../ui/index.ts'

/** Signing in and unlocking. */
export function SessionScreen({ session }: { session: Session }) {
  const [username, setUsername] = useState(session.actor?.username ?? '')
  const [password, setPassword] = useState('')
  const signIn = useCommand('session.signIn')
  const unlock = useCommand('session.unlock')
  const problem = signIn.problem ?? unlock.problem
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void (session.state === 'locked' ? unlock.run({ password }) : signIn.run({ username, password }))
  }
  return (
    <form onSubmit={submit}>
      {problem && <ProblemNotice problem={problem} />}
      {session.state === 'signed-out' && <TextField label="Utilizator" value={username} onChange={setUsername} autoFocus />}
      <TextField label="Parolă" type="password" value={password} onChange={setPassword} />
      <Button look="main" type="submit">
        OK
      </Button>
    </form>
  )
}
