/** A worker's file: beside the source, or beside the bundle that holds the calling code. */
export function workerFile(name: string): URL {
  return new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)
}
