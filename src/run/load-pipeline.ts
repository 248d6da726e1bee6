import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';
import { pipelineProblems } from '../codec/pipeline.js';
import { isFailure, UsageError } from '../domain/failure.js';
import type { PipelineDefinition } from './define-pipeline.js';

/**
 * Imports a pipeline file, TypeScript or JavaScript, and checks what it exports by default. Throws a UsageError
 * for a file that is missing, does not compile, fails while it loads, or exports no pipeline.
 */
export const loadPipeline = async (path: string): Promise<PipelineDefinition> => {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageError(`no pipeline file ${path}`);
  const exported = await importDefault(path);
  if (exported === undefined) {
    throw new UsageError(`${path} exports no pipeline; it needs \`export default definePipeline({ … })\``);
  }
  const problems = pipelineProblems(exported);
  if (problems.length > 0)
    throw new UsageError([`${path} exports no whole pipeline:`, ...problems].join('\n  '));
  return exported as PipelineDefinition;
};

const importDefault = async (path: string): Promise<unknown> => {
  const unregister = register();
  try {
    const module: unknown = await import(pathToFileURL(resolve(path)).href);
    return (module as { default?: unknown }).default;
  } catch (error) {
    if (isFailure(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} could not be loaded: ${message}`, { cause: error });
  } finally {
    await unregister();
  }
};
