import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { explain } from './explain.js';

const Text = new t.Type<string, string, unknown>(
  'Text',
  (value): value is string => typeof value === 'string' && value !== '',
  (input, context) =>
    typeof input === 'string' && input !== ''
      ? t.success(input)
      : t.failure(input, context, 'expected some text'),
  t.identity,
);

const Whole = (least: number): t.Type<number, number, unknown> => {
  const is = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= least;
  return new t.Type(
    'Whole',
    is,
    (input, context) =>
      is(input)
        ? t.success(input)
        : t.failure(input, context, `expected a whole number of at least ${least}`),
    t.identity,
  );
};

const listOf = <A>(type: t.Type<A, unknown, unknown>, name: string): t.Type<readonly A[], unknown, unknown> =>
  t.readonlyArray(type, name);

/** The parts of a pipeline file that are data or of a known shape; what a strategy's settings are is its own codec's. */
const PipelineShape = t.intersection([
  t.type({
    name: Text,
    instruments: listOf(Text, 'a list of instrument names'),
    capital: Whole(1),
    risk: listOf(t.type({ name: Text, review: t.Function }), 'a list of risk rules'),
    strategies: listOf(
      t.intersection([
        t.type({
          name: Text,
          strategy: t.type({
            name: Text,
            start: t.Function,
            step: t.Function,
            config: t.type({ decode: t.Function }),
          }),
          settings: t.UnknownRecord,
        }),
        t.partial({ on: t.union([t.undefined, listOf(Text, 'a list of instrument names')]) }),
      ]),
      'a list of strategies, each made by bind(…)',
    ),
  }),
  t.partial({ history: Whole(1), graph: t.Function }),
]);

/** What is wrong with the shape of what a pipeline file exports, a line each; empty when nothing is. */
export const pipelineProblems = (exported: unknown): readonly string[] => {
  const decoded = PipelineShape.decode(exported);
  return E.isLeft(decoded) ? explain(decoded.left) : [];
};
