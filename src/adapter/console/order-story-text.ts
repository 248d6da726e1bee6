import type { Instrument } from '../../domain/instrument.js';
import type { Order } from '../../domain/order.js';
import { istTextOf } from '../../domain/session.js';
import type { StoryStep } from '../../report/order-story.js';

/** What stands above an order's story. */
export interface StoryTitle {
  readonly order: Order | undefined;
  readonly orderId: string;
  readonly instrument: Instrument;
  readonly folder: string;
  /** Folders of other sessions that have an order of that id. */
  readonly others: readonly string[];
}

const TIME_WIDTH = '09:15:00.000'.length;
const WHAT_WIDTH = 'sent cancel'.length;

/** The story of an order for a terminal: the time once a moment, what happened, and its figures below each other. */
export const orderStoryText = (title: StoryTitle, steps: readonly StoryStep[]): string => {
  const lines = [titleText(title, steps), ''];
  let time = '';
  for (const { at, what, lines: told } of steps) {
    const now = istTextOf(at).slice(11, 23);
    told.forEach((line, i) => {
      const when = i === 0 && now !== time ? now : '';
      lines.push(`${when.padEnd(TIME_WIDTH)}  ${(i === 0 ? what : '').padEnd(WHAT_WIDTH)}  ${line}`);
    });
    time = now;
  }
  return lines.join('\n');
};

const titleText = (
  { order, orderId, instrument, folder, others }: StoryTitle,
  steps: readonly StoryStep[],
): string => {
  const date = steps[0] === undefined ? '' : `${istTextOf(steps[0].at).slice(0, 10)}, `;
  const what =
    order === undefined
      ? instrument.name
      : `${order.side} ${order.quantity} ${instrument.name}, ${order.type} ${order.validity} ${order.product}: ${order.state}`;
  const more =
    others.length === 0
      ? ''
      : `\nthat id is also in ${others.join(', ')}: --journal FOLDER tells of that one`;
  return `${orderId}\n${what}\n${date}${folder}${more}`;
};
