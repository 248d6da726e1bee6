import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PipelineDefinition } from '../define-pipeline.js';
import { loadPipeline } from '../load-pipeline.js';

/** A pipeline with the files that it is made of: their SHA-256 by their paths from its own folder. */
export interface PipelineCode {
  readonly definition: PipelineDefinition;
  readonly files: Readonly<Record<string, string>>;
}

/** Where rxtape itself is, of which the version tells. */
const OWN = new URL('../../', import.meta.url).href;

/**
 * Loads a pipeline with its own modules, those of packages and of rxtape left out: of two runs of the same files, the
 * code is the same. To be asked once in a process, since a module that was loaded before is not loaded again.
 * Rejects as `loadPipeline` does.
 */
export const pipelineCode = async (path: string): Promise<PipelineCode> => {
  const own = new Set([resolve(path)]);
  const definition = await loadPipeline(path, (url) => {
    if (url.startsWith('file:') && !url.includes('/node_modules/') && !url.startsWith(OWN))
      own.add(fileURLToPath(url));
  });
  const folder = dirname(resolve(path));
  const files = [...own]
    .map((file) => [relative(folder, file), hashOf(file)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { definition, files: Object.fromEntries(files) };
};

/** Those of `files` that are no longer what they were when the pipeline at `path` was loaded. */
export const changedFiles = ({
  path,
  files,
}: { readonly path: string } & Pick<PipelineCode, 'files'>): readonly string[] =>
  Object.entries(files)
    .filter(([file, hash]) => hashOf(resolve(dirname(resolve(path)), file)) !== hash)
    .map(([file]) => file);

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
