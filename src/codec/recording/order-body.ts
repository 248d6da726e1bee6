import * as t from 'io-ts';

/** How long it took until an order was on the disk, real ms. */
export const DurableBody = t.type({ ms: t.number }, 'DurableBody');

/** Why an order could not be made durable, and so was not sent. */
export const UnsentBody = t.type({ reason: t.string }, 'UnsentBody');
