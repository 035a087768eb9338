/** What a browser loads of the SDK's main entry; `strangers` are files of validators and of other packages of ours. */
export function measureSdk(): Promise<{ gzipBytes: number; strangers: string[] }>
/** Names of the packages of others that the server needs to run. */
export function serverDependencies(): string[]
