/** As in package.json, which no running program needs to find; a test holds them together. */
export const version = '0.1.0'
