/** Exit codes of the command line: the same for every verb. */
export const exitCodes = {
  asExpected: 0,
  expectationFailed: 1,
  invalidInput: 2,
  undecided: 3,
  ourFault: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a message for the person who typed it. */
export class UsageError extends Error {}
