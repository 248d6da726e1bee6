import { execFileSync } from 'node:child_process';

/** Compiles what is measured as users run it. */
export const requireBuilt = (): void => {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
};
