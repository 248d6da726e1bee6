import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register as registerCommonJs } from 'tsx/cjs/api';
import { register } from 'tsx/esm/api';
import { pipelineProblems } from '../codec/pipeline.js';
import { isFailure, UsageError } from '../domain/failure.js';
import type { PipelineDefinition } from './define-pipeline.js';

/**
 * Imports a pipeline file, TypeScript or JavaScript, and checks what it exports by default; `onImport` is told the URL
 * of every module that is loaded for it, which are those that no other was loaded for before. Throws a UsageError
 * for a file that is missing, does not compile, fails while it loads, or exports no pipeline.
 */
export const loadPipeline = async (
  path: string,
  onImport: (url: string) => void = () => undefined,
): Promise<PipelineDefinition> => {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageError(`no pipeline file ${path}`);
  const exported = await importDefault(path, onImport);
  if (exported === undefined) {
    throw new UsageError(`${path} exports no pipeline; it needs \`export default definePipeline({ … })\``);
  }
  const problems = pipelineProblems(exported);
  if (problems.length > 0)
    throw new UsageError([`${path} exports no whole pipeline:`, ...problems].join('\n  '));
  return exported as PipelineDefinition;
};

const importDefault = async (path: string, onImport: (url: string) => void): Promise<unknown> => {
  const unregister = register({ onImport });
  // outside a package of ES modules Node takes the file for CommonJS
  const unregisterCommonJs = registerCommonJs();
  try {
    const module: unknown = await import(pathToFileURL(resolve(path)).href);
    const exported = defaultOf(module);
    return isCompiledModule(exported) ? defaultOf(exported) : exported;
  } catch (error) {
    if (isFailure(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} could not be loaded: ${message}`, { cause: error });
  } finally {
    unregisterCommonJs();
    await unregister();
  }
};

const defaultOf = (module: unknown): unknown => (module as { readonly default?: unknown }).default;

/** An ES module compiled to CommonJS: its own default export is one step further in. */
const isCompiledModule = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && '__esModule' in value;
