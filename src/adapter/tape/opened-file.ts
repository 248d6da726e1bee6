import type { TapeFile } from '../../port/tape.js';
import type { Columns } from './decode/columns.js';
import type { RowPlan } from './decode/row-plan.js';
import type { Probe } from './recognition/probe.js';

/** A file that is recognised and can be read from its start. */
export interface OpenedFile {
  readonly file: TapeFile;
  readonly plan: RowPlan;
  readonly probe: Probe;
  /** Length of a bar, ms; 0 for what is none. */
  readonly intervalMs: number;
  readonly columns: (firstAt: number) => AsyncGenerator<Columns>;
}
