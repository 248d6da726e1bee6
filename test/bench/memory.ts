import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figures } from './figures.js';

const CHILD = fileURLToPath(new URL('memory-child.ts', import.meta.url));

/** Resident memory of a process of its own after a backtest of 2 M and of 20 M ticks, with its report. */
export const memoryFigures = (): Figures => {
  const at2M = residentMbAfter(2_000_000);
  const at20M = residentMbAfter(20_000_000);
  return {
    'memory.rssMbAt2M': at2M,
    'memory.rssMbAt20M': at20M,
    'memory.ratio20MTo2M': Math.round((at20M / at2M) * 100) / 100,
  };
};

const residentMbAfter = (ticks: number): number =>
  Number(
    execFileSync(process.execPath, ['--import', 'tsx', CHILD, String(ticks)], { encoding: 'utf8' }).trim(),
  );
