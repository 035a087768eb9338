import type { UseCases } from '../use-case.ts'

export const accountUseCases = {} as Pick<UseCases, never>
