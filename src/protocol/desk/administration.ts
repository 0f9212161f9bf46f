/** The people and the workstations of the house, for administrators; asked of the central store each time. */
import { z } from 'zod'
import { accountView, administrationCalls, deviceView } from '../central/administration.ts'
import { staffBody } from '../central/changes.ts'
import { id } from '../values.ts'
import { command, nothing, type Procedures, query } from './procedure.ts'

const people = { staleBy: ['people'] } as const
const changesPeople = { makesStale: ['people'] } as const
const workstations = { staleBy: ['workstations'] } as const
const changesWorkstations = { makesStale: ['workstations'] } as const
const ofUser = z.object({ userId: id })
const ofDevice = z.object({ deviceId: id })

export const administrationProcedures = {
  'people.list': query('user.manage', nothing, z.array(accountView), people),
  /** The roles that wait for a second person. */
  'people.unconfirmed': query('authority.confirm', nothing, z.array(accountView), people),
  'people.create': command('user.manage', administrationCalls.createUser.body, staffBody, changesPeople),
  'people.change': command(
    'user.manage',
    ofUser.extend(administrationCalls.changeUser.body.shape),
    staffBody,
    changesPeople,
  ),
  'people.confirm': command('authority.confirm', ofUser, staffBody, changesPeople),
  'people.unlock': command('user.manage', ofUser, staffBody, changesPeople),
  'workstations.list': query('device.manage', nothing, z.array(deviceView), workstations),
  'workstations.change': command(
    'device.manage',
    ofDevice.extend(administrationCalls.changeDevice.body.shape),
    deviceView,
    changesWorkstations,
  ),
  'workstations.retire': command(
    'device.manage',
    ofDevice.extend(administrationCalls.retireDevice.body.shape),
    administrationCalls.retireDevice.output,
    changesWorkstations,
  ),
  'workstations.enrolmentCode': command('device.manage', nothing, administrationCalls.enrolmentCode.output),
} as const satisfies Procedures
