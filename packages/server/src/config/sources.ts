/** Names and values, as in an environment or a .env file. */
export type Variables = Readonly<Record<string, string | undefined>>

/** Everything the configuration is made of, already read. The order of the fields is the order of authority. */
export interface Sources {
  /** The command line without the program. */
  args?: readonly string[]
  environment?: Variables
  /** The .env file of the working folder. */
  dotEnv?: Variables
  /** hubbub.config.json of the working folder. */
  file?: Readonly<Record<string, unknown>>
  /** What went wrong while reading them. */
  faults?: readonly string[]
}

/** One value as somebody wrote it, and where, for the message when it will not do. */
export interface Written {
  text: string
  where: string
}

/** Values by the environment name of their setting. */
export type Layer = ReadonlyMap<string, Written>
