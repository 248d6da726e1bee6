import { UsageError } from '../../src/domain/failure.js';
import { rejection } from './rejection.js';

/** The message of the UsageError that `running` rejects with; throws when it does not, or with another. */
export const usageError = async (running: Promise<unknown>): Promise<string> => {
  const error = await rejection(running);
  if (!(error instanceof UsageError)) throw error;
  return error.message;
};
