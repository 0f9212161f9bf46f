import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/index.ts'
import type { Login } from './sign-in-form.tsx'
import styles from './session.module.css'
import { sessionWords } from './words.ts'

type Logins = ProcedureOutput<'desk.about'>['demonstrationLogins']

/** The fictional people of the demonstration with their passwords; never present in a real office. */
export function DemonstrationLogins({ logins, onChoose }: { logins: Logins; onChoose: (login: Login) => void }) {
  const t = useWords(sessionWords)
  const tRequest = useWords(requestWords)
  return (
    <section className={styles['demonstration']} aria-labelledby="demonstration-title">
      <h2 id="demonstration-title" className={styles['subtitle']}>
        {t('demonstration')}
      </h2>
      <p className={styles['help']}>{t('demonstrationWords')}</p>
      <table className={styles['logins']}>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('role')}</th>
            <th scope="col">{t('username')}</th>
            <th scope="col">{t('password')}</th>
          </tr>
        </thead>
        <tbody>
          {logins.map((login) => (
            <tr key={login.username}>
              <th scope="row">
                <Button
                  size="small"
                  label={t('useLogin', { name: login.name })}
                  onPress={() => onChoose({ username: login.username, password: login.password })}
                >
                  {login.name}
                </Button>
              </th>
              <td>{tRequest(`role.${login.role}`)}</td>
              <td className={styles['code']}>{login.username}</td>
              <td className={styles['code']}>{login.password}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
