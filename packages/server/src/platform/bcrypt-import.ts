import type * as Bcrypt from '@node-rs/bcrypt'

const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/

/** 2^16 rounds take seconds; a dearer hash would let one imported account stall everybody's sign-in. */
const DEAREST = 16

export function isBcryptHash(hash: string): boolean {
  const [, cost] = BCRYPT.exec(hash) ?? []
  return cost !== undefined && Number(cost) >= 4 && Number(cost) <= DEAREST
}

/**
 * bcrypt reads 72 bytes and no more. That is kept, or people with a long password could not move over; what they type
 * is hashed anew, whole, at their first sign-in.
 */
export async function verifyBcrypt(password: string, hash: string): Promise<boolean> {
  const { verify } = await loadBcrypt()
  return await verify(password, hash)
}

async function loadBcrypt(): Promise<typeof Bcrypt> {
  try {
    return await import('@node-rs/bcrypt')
  } catch (cause) {
    throw new Error(
      'imported passwords need the optional package @node-rs/bcrypt: npm install @node-rs/bcrypt',
      { cause },
    )
  }
}
