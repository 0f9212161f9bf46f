/**
 * The people for showing something in the demonstration. They do not depend on the seed, because the scanned forms in
 * resources/demo belong to them.
 */
import type { Day } from '../../domain/calendar/day.ts'
import type { Sex } from '../../domain/person/cnp.ts'
import { fictionalCnp, type Person } from './people.ts'

/** The default serial number is one that generated people never reach. */
const person = (
  surname: string,
  givenNames: string,
  sex: Sex,
  birthDay: Day,
  address: string,
  serial = 90,
): Person => ({
  cnp: fictionalCnp(sex, birthDay, serial),
  surname,
  givenNames,
  sex,
  birthDay,
  address: `${address}, jud. Iași`,
  phone: `0700 ${birthDay.slice(5, 7)}0 ${birthDay.slice(8)}${String(serial % 10)}`,
  email: '',
  deceasedDay: null,
})

export const CAST = {
  /** Asks for anonymisation; everything is in order. */
  ana: person('Ștefănescu', 'Ana-Maria', 'female', '1985-06-15', 'Strada Teiului nr. 12, Iași'),
  /** Was anonymised some weeks ago, and asks for a revert. */
  vasile: person('Apetrei', 'Vasile', 'male', '1958-03-02', 'Strada Viilor nr. 47, Târgu Frumos'),
  /** Nine years old; his mother asks. */
  matei: person('Lungu', 'Matei', 'male', '2017-05-21', 'Aleea Castanilor nr. 5, Iași'),
  raluca: person('Lungu', 'Raluca Ioana', 'female', '1988-09-30', 'Aleea Castanilor nr. 5, Iași'),
  /** Sixteen; asks herself with her father's consent. */
  ilinca: person('Cojocaru', 'Ilinca', 'female', '2010-02-11', 'Strada Păcurari nr. 130, Iași'),
  /** Represented by her son with a power of attorney. */
  aurelia: person('Vântu', 'Aurelia', 'female', '1947-12-04', 'Strada Fântânii nr. 3, Cotnari'),
  sorin: person('Vântu', 'Sorin', 'male', '1972-08-19', 'Strada Sărărie nr. 61, Iași'),
  /** Left the form unsigned. */
  mihai: person('Țibulcă', 'Mihai', 'male', '1990-01-27', 'Strada Morii nr. 8, Hârlău'),
  /** Her page went through the scanner sideways. */
  paraschiva: person('Roșca', 'Paraschiva', 'female', '1963-10-14', 'Strada Grădinari nr. 22, Podu Iloaiei'),
  /** Photographed rather than scanned. */
  toader: person('Hârțescu', 'Toader', 'male', '1979-04-08', 'Strada Salciei nr. 15, Tomești'),
  /** Corrected one digit of the CNP by hand. */
  simona: person('Airinei', 'Simona', 'female', '1996-07-03', 'Strada Cireșului nr. 40, Miroslava'),
} as const
