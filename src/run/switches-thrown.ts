import type { Entry } from '../domain/entry.js';
import { type KillSwitches, NO_SWITCHES, withCommand } from '../risk/kill-switch.js';

/** Folds the entries of a session into the kill switches that are thrown, as the belt itself does. */
export class SwitchesThrown {
  private switches: KillSwitches = NO_SWITCHES;

  take(entry: Entry): void {
    if (entry.kind === 'Command') this.switches = withCommand(this.switches, entry);
  }

  /** In the order in which they were thrown. */
  get thrown(): KillSwitches {
    return this.switches;
  }
}
