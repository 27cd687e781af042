/** Every limit of a scenario file, by the name that a refusal gives it. */
export const limits = {
  /** Length of the file: 1 MiB. */
  documentCharacters: 1_048_576,
  /** YAML aliases (`*name`) in one file. */
  aliases: 100,
  /** Marks and words of YAML in one file; its parser takes time that grows faster than their number. */
  tokens: 50_000,
  /** Values in one file, with aliases written out. */
  values: 20_000,
  /** Blocks inside blocks. */
  depth: 32,
  users: 2_000_000,
  /** Requests of one session, and sessions that are open at the same time on average. */
  session: 1_000,
  openSessions: 1_000_000,
  /** Instances of one track. */
  instances: 1_000,
  workers: 1_000,
  queue: 100_000,
  /** 24 hours, in ms. */
  horizon: 86_400_000,
  /** Requests of one run with every further attempt, as rate × horizon × attempts. */
  requests: 50_000_000,
  /** Attempts after the first. */
  retries: 20,
  failures: 1_000,
  /** Keys of one cache. */
  keys: 1_000_000,
  /** Calls of one request to the dependency. */
  calls: 100,
  /** Highest version of a schema. */
  versions: 1_000,
  /** Points of a trace. */
  knots: 100_000,
  /** Entries in one list or one set of names: faults, buckets, policies, interventions. */
  entries: 200,
  /** Seeds of one expectation. */
  seeds: 10_000,
  /** Problems in one answer. */
  problems: 50,
} as const;
