import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { globSync } from 'tinyglobby';

/**
 * `dist/page/NAME.js` and `NAME.css` of each `src/page/NAME/main.ts`: whole programs for a browser, with the
 * libraries that they use and, at their head, the licences of these.
 */
const OUT = 'dist/page';

const bundle = async (entry: string): Promise<void> => {
  const name = basename(dirname(entry));
  const { outputFiles, metafile } = await build({
    entryPoints: { [name]: entry },
    outdir: OUT,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    tsconfig: 'src/page/tsconfig.json',
    legalComments: 'inline',
    charset: 'utf8',
    metafile: true,
    write: false,
  });
  mkdirSync(OUT, { recursive: true });
  for (const { path, text } of outputFiles) {
    if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${path} would end the element that holds it`);
    const head = path.endsWith('.js') ? licences(metafile) : '';
    // as an HTML parser will read them, so that the page's hash of them is its
    writeFileSync(join(OUT, basename(path)), `${head}${text}`.replaceAll(/\r\n?/g, '\n'));
  }
};

/** What the licences of bundled libraries ask for, as comments that minifiers keep. */
const licences = ({ inputs }: Metafile): string =>
  packagesOf(Object.keys(inputs))
    .map((folder) => {
      const { name, version, license, author } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      ) as {
        readonly name: string;
        readonly version: string;
        readonly license?: string;
        readonly author?: string | { readonly name: string };
      };
      const texts = readdirSync(folder)
        .filter((file) => /^(licen[cs]e|notice)(\.\w+)?$/i.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8').trim());
      if (license === undefined) throw new Error(`${folder} tells of no licence to keep`);
      const by = typeof author === 'object' ? author.name : author;
      const head = [name, version, license, by === undefined ? '' : `by ${by}`].join(' ').trim();
      return `/*! ${[head, ...texts].join('\n\n').replaceAll('*/', '* /')}\n*/\n`;
    })
    .join('');

const packagesOf = (files: readonly string[]): readonly string[] => [
  ...new Set(
    files.flatMap((file) => {
      const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file) ?? [];
      return folder !== undefined && existsSync(join(folder, 'package.json')) ? [folder] : [];
    }),
  ),
];

for (const entry of globSync('src/page/*/main.ts').sort()) await bundle(entry);
