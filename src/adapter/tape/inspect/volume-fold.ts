import { sessionDayOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';
import type { Rows } from './rows.js';
import { Sighting } from './sighting.js';
import { TokenColumn } from './token-column.js';

/** A first row that added so many times what later ones do on average has the volume of the day so far. */
const WHOLE_DAY = 100;
/** Fewer rows tell no average. */
const LEAST_ROWS = 10;

/** Folds the day's volume, or what each row added to it. */
export class VolumeFold {
  /** Falls of the day's volume inside a day; their extent is by how much, units. */
  readonly resets = new Sighting();
  private readonly volumes = new TokenColumn(NaN);
  private readonly volumeDays = new TokenColumn(NaN);
  private readonly firstAdded = new TokenColumn(NaN);
  private readonly firstAt = new TokenColumn(NaN);
  /** Of the later rows. */
  private readonly mostAdded = new TokenColumn(0);
  private readonly sumAdded = new TokenColumn(0);
  private readonly laterRows = new TokenColumn(0);

  take(rows: Rows): void {
    this.takeVolume(rows);
    this.takeAdded(rows);
  }

  /** Tokens whose first row has the volume of the day before it. */
  wholeDays(): readonly {
    readonly token: number;
    readonly at: number;
    readonly added: number;
    readonly most: number;
  }[] {
    return [...this.firstAdded.values].flatMap((added, token) => {
      const most = this.mostAdded.of(token);
      const later = this.laterRows.of(token);
      return later >= LEAST_ROWS && added > most && added * later > WHOLE_DAY * this.sumAdded.of(token)
        ? [{ token, at: this.firstAt.of(token), added, most }]
        : [];
    });
  }

  private takeVolume({ columns, file, token, tokens, isGood }: Rows): void {
    const { at, count, firstRow } = columns;
    const column = columns.numbers.volume;
    const volumes = this.volumes.fit(tokens);
    const days = this.volumeDays.fit(tokens);
    for (let i = 0; i < count; i += 1) {
      const volume = column[i] ?? NaN;
      if (Number.isNaN(volume) || isGood[i] === 0) continue;
      const own = token[i] ?? 0;
      const before = volumes[own] ?? NaN;
      const day = sessionDayOf(epochMs(at[i] ?? NaN));
      if (volume < before && days[own] === day)
        this.resets.see(file, firstRow + i, at[i] ?? NaN, before - volume);
      volumes[own] = volume;
      days[own] = day;
    }
  }

  private takeAdded({ columns, token, tokens, isGood }: Rows): void {
    const { at, count } = columns;
    const column = columns.numbers.volumeDelta;
    const first = this.firstAdded.fit(tokens);
    const firstAt = this.firstAt.fit(tokens);
    const most = this.mostAdded.fit(tokens);
    const sum = this.sumAdded.fit(tokens);
    const later = this.laterRows.fit(tokens);
    for (let i = 0; i < count; i += 1) {
      const added = column[i] ?? NaN;
      if (Number.isNaN(added) || isGood[i] === 0) continue;
      const own = token[i] ?? 0;
      if (Number.isNaN(first[own] ?? NaN)) {
        first[own] = added;
        firstAt[own] = at[i] ?? NaN;
        continue;
      }
      sum[own] = (sum[own] ?? 0) + added;
      later[own] = (later[own] ?? 0) + 1;
      if (added > (most[own] ?? 0)) most[own] = added;
    }
  }
}
