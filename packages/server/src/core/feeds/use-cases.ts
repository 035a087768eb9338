import type { UseCases } from '../use-case.ts'

export const feedUseCases = {} as Pick<UseCases, never>
