import { type ChargeItems, NO_CHARGE_ITEMS, plusItems } from '../domain/charge-items.js';
import type { ContractNote, NotedFill } from '../domain/contract-note.js';

/** What a run's executions cost, by who took it, and what a broker would have written of it. */
export interface ChargeSummary {
  /** The sums of what each execution was charged with. */
  readonly items: ChargeItems;
  /** One for each day and segment; none where charges are of no table. */
  readonly notes: readonly ContractNote[];
}

/** The notes of executions. */
export type NotesOf = (fills: readonly NotedFill[]) => readonly ContractNote[];

/** Sums the charges of a run; where there are notes to write it keeps the executions for them. */
export class ChargeLog {
  private items = NO_CHARGE_ITEMS;
  private readonly fills: NotedFill[] = [];

  constructor(private readonly notesOf: NotesOf | undefined) {}

  take(noted: NotedFill): void {
    this.items = plusItems(this.items, noted.fill.items);
    if (this.notesOf !== undefined) this.fills.push(noted);
  }

  get summary(): ChargeSummary {
    return { items: this.items, notes: this.notesOf?.(this.fills) ?? [] };
  }
}
