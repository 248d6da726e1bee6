import eslint from '@eslint/js';
import rxjs from 'eslint-plugin-rxjs-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';

/** Below the entry points: the same input must give the same entries, on every run and machine. */
const DETERMINISTIC = [
  'src/{domain,indicator,order-kit,risk,exchange,codec,operator,port,report,clock}/**/*.ts',
  'src/adapter/{replay,simulated,generator,live}/**/*.ts',
  'pipelines/**/*.ts',
  'strategies/**/*.ts',
];
/** The part of it that may use RxJS at all. */
const REACTIVE = [
  'src/{operator,clock}/**/*.ts',
  'src/adapter/{replay,simulated,generator,live}/**/*.ts',
  'pipelines/**/*.ts',
];
/** Operators that no composition of RxJS's says as cheaply: on the way of every tick. */
const OWN_OPERATORS = ['src/operator/stage.ts', 'src/operator/alongside.ts', 'src/operator/besides.ts'];
/** RxJS exports neither its action classes and time providers nor the subscriber of its own operators. */
const RXJS_INTERNALS = ['src/clock/**/*.ts', ...OWN_OPERATORS];
const SHIPPED = ['src/**/*.ts', 'pipelines/**/*.ts', 'strategies/**/*.ts'];

const TIME = 'Time comes with the event or from the clock that is passed in, so that a replay repeats it.';
const CHANCE = 'Randomness comes from a seed in the configuration, so that a replay repeats it.';
const SURROUNDINGS = 'Only src/run and src/cli know the process; pass in what is needed as a value.';
const OWN_CLOCK = 'It brings its own clock or order; use the clock that is passed in.';
const JOIN =
  'What it joins depends on the order of subscription (RxJS issue 6608); what a decision needs is in the folded state.';
const CLOCKLESS = 'Without a scheduler it runs on the wall clock; pass the clock to it.';
const SUBSCRIBE = 'Only an entry point in src/run subscribes; return the stream.';
const APPROVE = 'Only govern approves an order; a cast would carry one past the risk rules.';
const STRATEGY = 'A strategy is a pure step on values; streams, risk and wiring are the pipeline’s.';
const IDLE_TEST = 'Every test runs, always.';

const JOINS = [
  'combineAll',
  'combineLatest',
  'combineLatestAll',
  'combineLatestWith',
  'forkJoin',
  'race',
  'raceWith',
  'sample',
  'withLatestFrom',
  'zip',
  'zipAll',
  'zipWith',
];
const OWN_CLOCKS = [
  'animationFrame',
  'animationFrameScheduler',
  'animationFrames',
  'asap',
  'asapScheduler',
  'async',
  'asyncScheduler',
  'queue',
  'queueScheduler',
];
/** Operators that take their scheduler last. */
const TIMED = [
  'auditTime',
  'bufferTime',
  'debounceTime',
  'delay',
  'interval',
  'sampleTime',
  'timeInterval',
  'timeout',
  'timeoutWith',
  'timer',
  'timestamp',
  'windowTime',
];
/** What the public API offers to pipelines only, now or in time. */
const NOT_FOR_STRATEGIES = [
  'allowedInstruments',
  'assemble',
  'bind',
  'conflate',
  'cutBars',
  'definePipeline',
  'execute',
  'forStrategy',
  'forToken',
  'govern',
  'Graph',
  'LossRule',
  'maxConsecutiveLosses',
  'maxDailyLoss',
  'maxDrawdown',
  'maxGrossExposure',
  'maxNetExposure',
  'maxOpenOrders',
  'maxOrderQuantity',
  'maxOrdersPerDay',
  'maxOrdersPerSecond',
  'maxOrderValue',
  'maxPosition',
  'maxTickAge',
  'mergeTouchline',
  'NamingRule',
  'noDuplicateOrders',
  'noSelfCrossing',
  'noShorting',
  'OrderRule',
  'perToken',
  'PipelineDefinition',
  'priceCollar',
  'RiskRule',
  'runStrategy',
  'Stages',
  'StrategyBinding',
  'touchCollar',
  'tradingWindow',
  'withinMargin',
];

/**
 * One name for each restriction: a file that falls under several keeps them all (ESLint lets a later list of
 * the same rule replace an earlier one), and the name says which one was broken.
 */
const syntaxRule = builtinRules.get('no-restricted-syntax');
const importRule = builtinRules.get('no-restricted-imports');
const rxtape = {
  rules: {
    'no-current-date': syntaxRule,
    'no-clockless-timer': syntaxRule,
    'no-own-clock': importRule,
    'no-joins': importRule,
    'no-subscribe': syntaxRule,
    'no-subscribing-import': importRule,
    'only-govern-approves': syntaxRule,
    'strategies-are-pure': importRule,
    'no-idle-tests': syntaxRule,
  },
};

const oneOf = (names) => `/^(${names.join('|')})$/`;
const syntax = (message, ...selectors) => ['error', ...selectors.map((selector) => ({ selector, message }))];
const rxjsNames = (importNames, message) => ['error', { paths: [{ name: 'rxjs', importNames, message }] }];

/** A scheduler is known by its name: `clock`, `world.clock`, `replayScheduler`, or the option `scheduler`. */
const withScheduler = (place) =>
  [
    `> Identifier.arguments${place}[name=/(clock|scheduler)$/i]`,
    `> MemberExpression.arguments${place}[property.name=/(clock|scheduler)$/i]`,
    '> ObjectExpression.arguments:has(> Property[key.name="scheduler"])',
  ].join(', ');

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'data/', 'recorded/']),
  eslint.configs.recommended,
  {
    name: 'rxtape/typescript',
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked, rxjs.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }], // what was caught is passed on
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignoreIfStatements: true, ignoreTernaryTests: true },
      ],
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }],
      '@typescript-eslint/require-await': 'off', // a port's method may have nothing to wait for
      '@typescript-eslint/no-unnecessary-type-arguments': 'off', // io-ts types are read with all three
      '@typescript-eslint/non-nullable-type-assertion-style': 'off', // it asks for `!`
      '@typescript-eslint/prefer-for-of': 'off', // hot paths count
      '@typescript-eslint/consistent-indexed-object-style': 'off', // a mapped type can say readonly
      '@typescript-eslint/no-unsafe-unary-minus': 'off', // it does not know that Money is a number
      'rxjs-x/no-subclass': 'off', // ReplayScheduler is a TestScheduler
    },
  },
  {
    name: 'rxtape/deterministic',
    files: DETERMINISTIC,
    plugins: { rxtape },
    rules: {
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance'].map((name) => ({
          name,
          message: TIME,
        })),
        { name: 'crypto', message: CHANCE },
        { name: 'process', message: SURROUNDINGS },
        { name: 'globalThis', message: SURROUNDINGS },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: TIME },
        { object: 'Math', property: 'random', message: CHANCE },
      ],
      'rxtape/no-current-date': syntax(
        TIME,
        'NewExpression[callee.name="Date"][arguments.length=0]',
        'CallExpression[callee.name="Date"]',
      ),
      'rxtape/no-own-clock': [
        'error',
        {
          paths: [{ name: 'rxjs', importNames: OWN_CLOCKS, message: OWN_CLOCK }],
          patterns: [
            { regex: '^(node:)?(timers|perf_hooks)\\b', message: TIME },
            { regex: '^(node:)?process$', message: SURROUNDINGS },
            { regex: '^(node:)?crypto$', importNamePattern: '^(random|webcrypto$)', message: CHANCE },
          ],
        },
      ],
      'rxtape/no-joins': rxjsNames(JOINS, JOIN),
    },
  },
  {
    name: 'rxtape/reactive',
    files: REACTIVE,
    plugins: { rxtape },
    rules: {
      'rxtape/no-clockless-timer': syntax(
        CLOCKLESS,
        `CallExpression[callee.name=${oneOf(TIMED)}]:not(:has(${withScheduler(':last-child')}))`,
        `CallExpression[callee.name="throttleTime"]:not(:has(${withScheduler(':nth-child(2)')}))`,
        // these two look at the time only when they are given a window
        `:matches(CallExpression[callee.name="shareReplay"], NewExpression[callee.name="ReplaySubject"])[arguments.length>1]:not(:has(${withScheduler(':last-child')}))`,
        'CallExpression[callee.name="shareReplay"] > ObjectExpression:has(> Property[key.name="windowTime"]):not(:has(> Property[key.name="scheduler"]))',
        // a number here is a timer that takes no scheduler; a function may return one that does
        'CallExpression[callee.name=/^(retry|repeat)$/] > ObjectExpression > Property[key.name="delay"]:not([value.type=/Function/])',
      ),
    },
  },
  {
    name: 'rxtape/one-subscriber',
    files: SHIPPED,
    ignores: ['src/run/**', ...OWN_OPERATORS],
    plugins: { rxtape },
    rules: {
      'rxtape/no-subscribe': syntax(SUBSCRIBE, 'CallExpression[callee.property.name="subscribe"]'),
      'rxtape/no-subscribing-import': rxjsNames(['firstValueFrom', 'lastValueFrom'], SUBSCRIBE),
    },
  },
  {
    name: 'rxtape/one-approver',
    files: SHIPPED,
    ignores: ['src/operator/govern.ts'],
    plugins: { rxtape },
    rules: {
      'rxtape/only-govern-approves': syntax(
        APPROVE,
        ':matches(TSAsExpression, TSTypeAssertion) TSTypeReference[typeName.name=/^Approved(Order)?$/]',
      ),
    },
  },
  {
    name: 'rxtape/internals',
    files: RXJS_INTERNALS,
    rules: { 'rxjs-x/no-internal': 'off' },
  },
  {
    name: 'rxtape/clock',
    files: ['src/clock/**/*.ts'],
    rules: {
      '@typescript-eslint/only-throw-error': 'off', // what a timer threw is passed on as it is
    },
  },
  {
    name: 'rxtape/strategies',
    files: ['strategies/**/*.ts'],
    plugins: { rxtape },
    rules: {
      'rxtape/strategies-are-pure': [
        'error',
        {
          paths: [
            { name: 'rxtape', importNames: NOT_FOR_STRATEGIES, message: STRATEGY },
            { name: 'rxjs', message: STRATEGY },
          ],
        },
      ],
    },
  },
  {
    name: 'rxtape/tests',
    files: ['test/**/*.ts'],
    plugins: { rxtape },
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off', // chai asserts by properties
      '@typescript-eslint/unbound-method': 'off', // a method is named in a table of cases
      'rxjs-x/throw-error': 'off', // a marble's error is any value
      'rxjs-x/no-ignored-error': 'off', // mocha reports what nobody caught
      'rxtape/no-idle-tests': syntax(
        IDLE_TEST,
        'MemberExpression[object.name=/^(describe|context|it|specify)$/][property.name=/^(only|skip)$/]',
        'CallExpression[callee.name=/^x(describe|context|it|specify)$/]',
        'CallExpression[callee.object.type="ThisExpression"][callee.property.name="skip"]',
        'CallExpression[callee.name=/^(it|specify)$/][arguments.length=1]',
      ),
    },
  },
);
