import type { UseCases } from '../use-case.ts'

export const documentUseCases = {} as Pick<UseCases, never>
