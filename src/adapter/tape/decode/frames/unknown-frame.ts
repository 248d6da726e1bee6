import { DataError } from '../../../../domain/failure.js';

/**
 * That a frame is of a kind that is not known, or that changes of the book were missing before it. A recording
 * holds what was sent, so this never stops a run: it is told and counted.
 */
export class UnknownFrame extends DataError {}
