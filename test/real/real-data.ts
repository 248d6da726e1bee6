import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(process.env['RXTAPE_REAL_DATA'] ?? '../shared/data');

/** The folder of real market data that tests may read; undefined on a machine that has none. */
export const realData: string | undefined = existsSync(folder) ? folder : undefined;
