/** Global setup of the unit tests; the runner awaits each global setup before the next, and all before any test. */
import { preparePrograms } from './prepare.ts'

export default () => preparePrograms({ report: console.log })
