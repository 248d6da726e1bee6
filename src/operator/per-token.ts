import { connect, filter, groupBy, merge, mergeMap, type OperatorFunction, share } from 'rxjs';
import type { Entry, Outcome } from '../domain/entry.js';
import { type Event, tokenOfEvent } from '../domain/event.js';
import { type History, TickHistory } from '../domain/history.js';
import type { Token } from '../domain/token.js';
import { remember } from './remember.js';

/** Runs on one token; hears the token's events and those of no token. */
export type TokenStage = OperatorFunction<Event, Outcome>;

/**
 * Gives each token its own group with its own stages, made by `stagesOf` when the token is first seen. An
 * event of a token goes down the belt, and then what its stages concluded, in the order of the stages. An
 * event of no token (the clock, a command for all) is passed on once, and then reaches every group, in the
 * order in which the tokens were first seen. A group lives as long as the run. `historySize`: ticks kept for
 * a token.
 */
export const perToken =
  (
    stagesOf: (token: Token, history: History) => readonly TokenStage[],
    historySize: number,
  ): OperatorFunction<Event, Entry> =>
  (event$) =>
    event$.pipe(
      connect((shared$) => {
        const common$ = shared$.pipe(filter(isOfNoToken), share());
        const ofToken$ = shared$.pipe(filter(isOfOneToken), groupBy(keyOf));
        return merge(
          common$,
          ofToken$.pipe(
            mergeMap((token$) => {
              const history = new TickHistory(historySize);
              const heard$ = merge(token$, common$);
              const stages = stagesOf(token$.key, history).map((stage) => heard$.pipe(stage));
              return merge(token$.pipe(remember(history)), ...stages);
            }),
          ),
        );
      }),
    );

type OfOneToken = Event & { readonly token: Token };

const isOfNoToken = (event: Event): boolean => tokenOfEvent(event) === undefined;
const isOfOneToken = (event: Event): event is OfOneToken => tokenOfEvent(event) !== undefined;
const keyOf = (event: OfOneToken): Token => event.token;
