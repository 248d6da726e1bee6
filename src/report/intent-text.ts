import type { Intent, ModifyIntent, SubmitIntent } from '../domain/intent.js';

/** What a strategy wished, in words, with its reason. */
export const intentText = (intent: Intent): string => {
  const why = intent.reason === undefined ? '' : `: ${intent.reason}`;
  switch (intent.kind) {
    case 'Submit':
      return `${submitText(intent)}${why}`;
    case 'Modify':
      return `modify it to ${termsText(intent)}${why}`;
    case 'Cancel':
      return `cancel it${why}`;
  }
};

const submitText = ({ side, quantity, type, limit, trigger, validity, disclosed }: SubmitIntent): string =>
  [
    `${side} ${quantity} ${type}`,
    ...(limit === undefined ? [] : [`at ${limit}`]),
    ...(trigger === undefined ? [] : [`trigger ${trigger}`]),
    validity,
    ...(disclosed === undefined ? [] : [`showing ${disclosed}`]),
  ].join(' ');

const termsText = ({ change: { quantity, limit, trigger } }: ModifyIntent): string =>
  [
    ...(quantity === undefined ? [] : [`${quantity} units`]),
    ...(limit === undefined ? [] : [`limit ${limit}`]),
    ...(trigger === undefined ? [] : [`trigger ${trigger}`]),
  ].join(', ');
