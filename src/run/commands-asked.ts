import type { Command } from '../domain/event.js';

type Tell = (command: Command | undefined) => void;

/**
 * Commands that were asked for and are not on the tape yet; each asker is told when its own is, or that it never will
 * be.
 */
export class CommandsAsked {
  /** The newest on the tape. */
  private newest: Command | undefined = undefined;
  private readonly waiting = new Set<Tell>();
  private isClosed = false;

  /** A command came down the belt. */
  take(command: Command): void {
    this.newest = command;
  }

  /** Has `push` put a command into the line, and hand over what tells that it has gone down the belt. */
  ask(push: (heard: () => void) => void): Promise<Command | undefined> {
    if (this.isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.waiting.add(resolve);
      push(() => {
        this.waiting.delete(resolve);
        resolve(this.newest);
      });
    });
  }

  /** Nothing more comes down the belt. */
  close(): void {
    this.isClosed = true;
    for (const tell of this.waiting) tell(undefined);
    this.waiting.clear();
  }
}
