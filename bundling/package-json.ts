/** Fields of a clone's `package.json` that the package shares. */
interface Own {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly repository?: unknown;
  readonly engines: object;
  readonly bin: object;
  readonly dependencies: object;
  readonly peerDependencies: object;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const FRAMEWORKS = ['react', 'preact', 'solid', 'svelte', 'vue'];

/** The `package.json` of the npm package. */
export function packageOf(own: Own) {
  const { name, version, description, license, repository, engines, bin, dependencies, peerDependencies } = own;
  return {
    ...{ name, version, description, license },
    ...(repository !== undefined && { repository }),
    keywords: ['aws', 'aws-cdk', 'awscdk', 'cdk', 'construct', 'custom-element', 'rating', 'star-rating', 'widget'],
    type: 'module',
    exports: {
      '.': { types: './dist/lib/article-rating.d.ts', default: './dist/lib/article-rating.js' },
      './widget': { types: './dist/widget/index.d.ts', default: './dist/widget/index.js' },
      './widget/top': { types: './dist/widget/top.d.ts', default: './dist/widget/top.js' },
      ...Object.fromEntries(FRAMEWORKS.map((each) => [`./widget/${each}`, typesOf(each)])),
      './custom-elements.json': './dist/widget/custom-elements.json',
      './html-custom-data.json': './dist/widget/html-custom-data.json',
      './package.json': './package.json',
    },
    customElements: './dist/widget/custom-elements.json',
    files: ['bin', 'dist'],
    bin,
    engines,
    dependencies,
    peerDependencies,
    // Sites that use only the widget need no CDK.
    peerDependenciesMeta: Object.fromEntries(Object.keys(peerDependencies).map((peer) => [peer, { optional: true }])),
    // The tested version of the engine, which only `ratings --local` needs.
    config: { dynoxide: own.optionalDependencies['@dynoxide/linux-x64'] },
  };
}

/** Types only: at run time, the import does nothing. */
function typesOf(framework: string) {
  return { types: `./dist/widget/${framework}.d.ts`, default: './dist/widget/types-only.js' };
}
