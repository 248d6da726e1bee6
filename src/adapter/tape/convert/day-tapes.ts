import { join } from 'node:path';
import type { Levels } from '../../../codec/tape-field.js';
import type { ConvertedDay } from '../../../codec/conversion.js';
import { istTextOf, type SessionDay, sessionDayOf, startOfSession } from '../../../domain/session.js';
import type { TouchlineMessage } from '../../../domain/touchline.js';
import type { TapeWriter } from '../../../port/tape.js';
import { tapeWriter } from '../write/tape-writer.js';
import { dayFile, finishDay } from './conversion-folder.js';

/**
 * Writes messages, in the order of their times, as one tape a session day; `onDay` is told of each that is
 * whole. Days up to `doneUpTo`, a date, are passed over. Until a tape is whole its name ends in `.part`.
 */
export class DayTapes {
  /** Messages taken, of days that are passed over too. */
  messages = 0;
  private day: SessionDay | undefined;
  private date = '';
  private dayMessages = 0;
  private writer: TapeWriter | undefined;

  constructor(
    private readonly dir: string,
    private readonly levels: Levels,
    private readonly doneUpTo: string,
    private readonly onDay: (day: ConvertedDay) => Promise<void>,
  ) {}

  async append(message: TouchlineMessage): Promise<void> {
    const day = sessionDayOf(message.receivedAt);
    if (day !== this.day) await this.turnTo(day);
    this.messages += 1;
    this.dayMessages += 1;
    await this.writer?.append(message);
  }

  /** There are no more messages. */
  async end(): Promise<void> {
    const { writer } = this;
    if (writer === undefined) return;
    this.writer = undefined;
    await writer.close();
    await this.onDay(await finishDay(this.dir, this.date, this.dayMessages));
  }

  private async turnTo(day: SessionDay): Promise<void> {
    await this.end();
    this.day = day;
    this.date = istTextOf(startOfSession(day)).slice(0, 10);
    this.dayMessages = 0;
    if (this.date > this.doneUpTo)
      this.writer = await tapeWriter(join(this.dir, `${dayFile(this.date)}.part`), {
        levels: this.levels,
        flags: true,
        format: 'parquet',
      });
  }
}
