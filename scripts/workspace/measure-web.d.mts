export function measureWeb(): Promise<{ signInBytes: number; chatBytes: number }>
