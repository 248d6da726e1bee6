import { defer, using } from 'rxjs';
import type { Bar } from '../domain/bar.js';
import { type BarsAsked, barsAsked } from '../domain/bars/bar-spec.js';
import { SessionHours } from '../domain/bars/session-hours.js';
import { TokenBars } from '../domain/bars/token-bars.js';
import type { TradingCalendar } from '../domain/calendar.js';
import type { Unstamped } from '../domain/entry.js';
import type { Event } from '../domain/event.js';
import { exchangeOf, type Token } from '../domain/token.js';
import { BarClaims } from './bar-claims.js';
import type { CutBars } from './pipeline.js';
import { lift, type Stage } from './stage.js';

/**
 * The operator that passes on each event, and each bar that is over by it: before the tick or the second of the clock
 * that shows that its time is over, behind the tick that fills it. `tell` puts a bar on the belt, and returns it as it
 * stands there; strategies hear it behind that. Each token has its own bars. Ends in a UsageError where another of the
 * same graph cuts the same bars of a token.
 */
export const cutBarsWith = (
  calendar: TradingCalendar | undefined,
  tell: (bar: Unstamped<Bar>) => Bar,
): CutBars => {
  const all = new Set<string>();
  return (...what) => {
    const asked = barsAsked(what);
    return (event$) =>
      defer(() => {
        const claims = new BarClaims(all);
        const cut$ = event$.pipe(lift(cutting(asked, calendar, tell, claims)));
        return using(
          () => claims,
          () => cut$,
        );
      });
  };
};

const cutting = (
  asked: BarsAsked,
  calendar: TradingCalendar | undefined,
  tell: (bar: Unstamped<Bar>) => Bar,
  claims: BarClaims,
): Stage<Event, Event> => {
  const specs = asked.plans.map(({ text }) => text);
  return (emit) => {
    const hoursByExchange = new Map<string, SessionHours>();
    const byToken = new Map<Token, TokenBars>();
    let cause = 0;

    const hoursOf = (exchange: string): SessionHours => {
      const known = hoursByExchange.get(exchange) ?? new SessionHours(exchange, calendar);
      hoursByExchange.set(exchange, known);
      return known;
    };
    const newBars = (token: Token): TokenBars => {
      claims.claim(token, specs);
      const bars = new TokenBars(asked, hoursOf(exchangeOf(token)), (cut, spec) =>
        emit(tell({ kind: 'Bar', cause, token, spec, ...cut })),
      );
      byToken.set(token, bars);
      return bars;
    };

    // of a token several ticks often come behind one another
    let lastToken: Token | undefined = undefined;
    let lastBars: TokenBars | undefined = undefined;
    const barsOf = (token: Token): TokenBars => {
      if (token === lastToken && lastBars !== undefined) return lastBars;
      lastToken = token;
      lastBars = byToken.get(token) ?? newBars(token);
      return lastBars;
    };

    return (event) => {
      if (event.kind === 'Tick') {
        const bars = barsOf(event.token);
        cause = event.seq;
        const at = bars.reach(event);
        emit(event);
        bars.add(event, at);
        return;
      }
      if (event.kind === 'ClockTicked') {
        cause = event.seq;
        for (const bars of byToken.values()) bars.pass(event.at);
      }
      emit(event);
    };
  };
};
