import type { UseCases } from '../use-case.ts'

export const roomUseCases = {} as Pick<UseCases, never>
