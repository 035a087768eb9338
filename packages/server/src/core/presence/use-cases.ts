import type { UseCases } from '../use-case.ts'

export const presenceUseCases = {} as Pick<UseCases, never>
