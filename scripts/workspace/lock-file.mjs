/**
 * A package-lock.json made on one platform may lack the packages of others (npm drops optional ones that its
 * registry does not carry), and `npm ci` then calls the file out of step. Their exact versions stand in the
 * package that wants them, and their platforms in their names, so the entries can be written without fetching.
 */
export function missingPlatformPackages(lock) {
  const present = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)))
  return Object.values(lock.packages).flatMap((owner) =>
    Object.entries(owner.optionalDependencies ?? {})
      .filter(([name, version]) => !present.has(name) && /^\d/.test(version))
      .map(([name, version]) => ({ name, version, dev: owner.dev === true })),
  )
}

/** Answers the lock with the missing entries in npm's own order and form. */
export function completedLock(lock) {
  const added = missingPlatformPackages(lock).map(({ name, version, dev }) => [
    `node_modules/${name}`,
    { version, ...inOrder({ ...platformOf(name), ...(dev ? { dev } : {}), optional: true }) },
  ])
  const packages = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(packages) }
}

function inOrder(entry) {
  return Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

function platformOf(name) {
  const os = SYSTEMS.find((word) => name.includes(word))
  const cpu = PROCESSORS.find((word) => name.includes(word))
  if (!cpu)
    throw new Error(`No platform can be read from the name ${name}: add its entry to package-lock.json.`)
  const libc = os !== 'linux' ? undefined : name.includes('musl') ? 'musl' : 'glibc'
  return { cpu: [cpu], ...(os ? { os: [os] } : {}), ...(libc ? { libc: [libc] } : {}) }
}
