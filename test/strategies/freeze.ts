/** Freezes `value` and all that it holds, so that whoever changes it throws. */
export const freeze = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) freeze(held);
  }
  return value;
};
