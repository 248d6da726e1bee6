import { type EpochMs, epochMs } from '../../src/domain/time.js';

/** A moment by its IST text, `2025-12-29T09:15:00`, read by the runtime's own date parser. */
export const ist = (text: string): EpochMs => epochMs(Date.parse(`${text}+05:30`));
