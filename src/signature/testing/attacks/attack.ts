import type { Signer } from '../../signing/index.ts'
import type { SignedFormOptions } from '../form-document.ts'

/** One way of changing a signed file, with what the answer must be. */
export interface Attack {
  /** Name in the literature, or what is done. */
  readonly name: string
  /** The signed file that is attacked. */
  readonly base?: SignedFormOptions
  /** Readers take the signed file itself in different ways, so it is never green; what is added to it is refused. */
  readonly ambiguousBase?: true
  /** The attacked file. `attacker` holds a certificate of somebody else, for attacks that sign again. */
  readonly mount: (signed: Buffer, attacker: Signer) => Buffer | Promise<Buffer>
  /**
   * `refused`: never green. `warned`: the specification permits it, so it is reported as a warning and never plain
   * green.
   */
  readonly answer: 'refused' | 'warned'
}
