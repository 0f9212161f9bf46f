/** What every paper says of its request, from the request as it stands. */
import type { PaperRequest } from '../../domain/receipt/paper-content.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import type { RequestBody } from '../../protocol/request.ts'

export function paperRequestOf(request: RequestBody): PaperRequest {
  const { sequence, day, at, provisional } = request.registration
  return {
    kind: request.kind,
    channel: request.channel,
    // Here every registration has its real number; the other case is one of the contract, for desks.
    number: sequence === null ? (provisional ?? '') : formatRegistryNumber({ sequence, day }),
    registeredAt: at,
    requestedDay: request.requestedDay,
    holder: request.holder,
    capacity: request.capacity,
    representative: request.representative,
    dueDay: request.dueDay,
  }
}
