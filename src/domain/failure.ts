/** What a person can mend, told in words: printed without a stack. `exitCode` 2 is wrong usage, 1 a failure of the run. */
export abstract class Failure extends Error {
  abstract readonly exitCode: 1 | 2;
}

/** Something asked for cannot be: an unknown instrument, a missing file, a bad setting. Found before the run starts. */
export class UsageError extends Failure {
  override readonly name = 'UsageError';
  readonly exitCode = 2;
}

/** The data cannot be used as it is: file, row, column and value are in the message. */
export class DataError extends Failure {
  override readonly name = 'DataError';
  readonly exitCode = 1;
}

/** Whether `error` is a Failure, of this copy of the module or of the one that a user's file imported. */
export const isFailure = (error: unknown): error is Failure =>
  error instanceof Error && 'exitCode' in error && (error.exitCode === 1 || error.exitCode === 2);
