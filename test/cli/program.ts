/**
 * What runs the command line: its sources, or with `RXTAPE_BUILT=1` what was compiled of them, which begins three
 * times as fast. For runs that have just compiled it, as a clean install does.
 */
export const PROGRAM: readonly [node: string, ...args: string[]] =
  process.env['RXTAPE_BUILT'] === '1'
    ? [process.execPath, 'dist/cli/main.js']
    : [process.execPath, '--import', 'tsx', 'src/cli/main.ts'];
