import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const docs = join(root, 'docs');
const page = readFileSync(join(docs, 'embedding.md'), 'utf8');
const recipes = readdirSync(join(docs, 'recipes'));

test.each(recipes)('the page shows the recipe %s verbatim', (name) => {
  expect(page).toContain(`\n${readFileSync(join(docs, 'recipes', name), 'utf8')}\`\`\``);
});

test.each(['reserve-space.css', 'reserve-space-english.css', 'reserve-space-layouts.css'])(
  'the demo reserves space as %s does, as the page says',
  (name) => {
    const css = readFileSync(join(root, 'demo/site.css'), 'utf8');
    expect(css.replace(/\s+/g, ' ')).toContain(readFileSync(join(docs, 'recipes', name), 'utf8').replace(/\s+/g, ' '));
  },
);

test('each snippet, each demo page and the tag that a deployment prints load the script without holding up the page', () => {
  const files = globSync(['README.md', 'docs/*.md', 'docs/recipes/*', 'demo/*.html', 'lib/**/*.ts'], {
    cwd: root,
  });
  const tags = files.flatMap((file) => {
    const found = readFileSync(join(root, file), 'utf8').match(/<script [^>]*src=[^>]*>/g) ?? [];
    return found.map((tag) => `${file}: ${tag}`);
  });
  expect(tags.length).toBeGreaterThan(10);
  expect(tags.filter((tag) => !/ async /.test(tag))).toEqual([]);
});

const php = spawnSync('php', ['--version']).status === 0 ? test : test.skip;

php('PHP reads the snippet for WordPress, and it runs where WordPress is older than script modules (needs php)', () => {
  const stub = `
    $filters = [];
    function add_action($name, $f) { global $filters; $filters[$name] = $f; }
    function add_filter($name, $f, $priority = 10, $arguments = 1) { add_action($name, $f); }
    function is_singular($type) { return true; }
    function in_the_loop() { return true; }
    function is_main_query() { return true; }
    function get_the_ID() { return 7; }
    function wp_enqueue_script(...$arguments) { echo $arguments[1], "\\n"; }
    require '${join(docs, 'recipes/wordpress.php')}';
    $filters['wp_enqueue_scripts']();
    echo $filters['script_loader_tag']('<script src="x"></script>', 'article-rating'), "\\n";
    echo $filters['the_content']('Text');`;
  expect(execFileSync('php', ['-r', stub], { encoding: 'utf8' })).toBe(
    'https://ratings.example.com/article-rating.js\n<script type="module" async src="x"></script>\nText<article-rating article-id="post/7"></article-rating>',
  );
});
