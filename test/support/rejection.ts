/** What `running` rejects with; throws when it does not. */
export const rejection = async (running: Promise<unknown>): Promise<unknown> => {
  try {
    await running;
  } catch (error) {
    return error;
  }
  throw new Error('it did not reject');
};
