import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM } from '../cli/program.js';

/** The folder that the page's run is written into. */
const FOLDER = 'out/several';
const BLOCK = /^```(\w+)\n(.*?)^```$/gms;

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The blocks of code in `page`, in its order. */
export const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(BLOCK)].map(([, language = '', text = '']) => ({ language, text }));

/**
 * `page` with what its examples print now: its commands are run first, their output goes into `dir`, and a `text` block
 * holds what the block before it prints. Throws with what an example says when it fails.
 */
export const remade = (page: string, dir: string): string => {
  const here = (text: string): string => text.replaceAll(FOLDER, join(dir, 'run'));
  let printed = '';
  return page.replaceAll(BLOCK, (block: string, language: string, text: string) => {
    if (language === 'text') return `\`\`\`text\n${printed}\`\`\``;
    printed = RUN[language]?.(here(text)) ?? '';
    return block;
  });
};

/** How a block of each language is run; what it prints, without spaces at the ends of lines. */
const RUN: Readonly<Record<string, (text: string) => string>> = {
  sh: (text) => {
    for (const command of text.trim().split('\n')) {
      const [node, ...program] = PROGRAM;
      ran(node, [...program, ...command.split(' ').slice(1)]);
    }
    return '';
  },
  js: (text) => {
    const file = `notebook-${process.pid}.mjs`; // here, where it finds the packages that it imports
    try {
      writeFileSync(file, text);
      return ran(process.execPath, [file]);
    } finally {
      rmSync(file, { force: true });
    }
  },
  python: (text) => ran('/usr/bin/python3', ['-c', text]),
};

const ran = (command: string, args: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout.replace(/ +$/gm, '');
};
