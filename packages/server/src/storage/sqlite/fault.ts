export type FaultCode =
  | 'storage.folder-in-use'
  | 'storage.sqlite-too-old'
  | 'storage.not-ours'
  | 'storage.newer'
  | 'storage.migration-changed'
  | 'storage.damaged'
  | 'storage.target-exists'
  | 'storage.no-such-file'
  | 'storage.not-written'
  | 'storage.not-locked'

/** What an operator has to see and can do something about: what happened, why, and what to do. */
export class StorageFault extends Error {
  readonly code: FaultCode

  constructor(code: FaultCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StorageFault'
    this.code = code
  }
}
