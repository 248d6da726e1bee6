import { join } from 'node:path';
import { UsageError } from '../../domain/failure.js';

/** What a socket's path may take, its last zero byte left out: `sun_path` has 108 bytes on Linux, 104 elsewhere. */
const LONGEST = process.platform === 'linux' ? 107 : 103;
const LONGEST_NAME = 32;

/**
 * Where process `pid` offers the control of its session of `pipeline`: `momentum-4711.sock`, of its second one
 * `momentum-4711-2.sock`. Throws a UsageError where the system takes no path as long as that.
 */
export const socketPath = (folder: string, pipeline: string, pid: number, number: number): string => {
  const name = pipeline.replace(/[^A-Za-z0-9._]+/g, '-').slice(0, LONGEST_NAME);
  const path = join(folder, `${name}-${pid}${number === 1 ? '' : `-${number}`}.sock`);
  const bytes = Buffer.byteLength(path);
  if (bytes > LONGEST)
    throw new UsageError(
      `the path of the control socket, ${path}, has ${bytes} bytes, and the system takes ${LONGEST}: name a shorter folder with RXTAPE_RUNTIME_DIR`,
    );
  return path;
};

/** The process that a file of the folder was offered by; undefined of another file. */
export const pidOf = (file: string): number | undefined => {
  const [, pid] = /-(\d+)(?:-\d{1,3})?\.sock$/.exec(file) ?? [];
  return pid === undefined ? undefined : Number(pid);
};
