import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '../../docs');
const page = readFileSync(join(docs, 'embedding.md'), 'utf8');
const recipes = readdirSync(join(docs, 'recipes'));

test.each(recipes)('the page shows the recipe %s as it is', (name) => {
  expect(page).toContain(`\n${readFileSync(join(docs, 'recipes', name), 'utf8')}\`\`\``);
});

test('each snippet loads the script without holding up the page', () => {
  const tags = [page, ...recipes.map((name) => readFileSync(join(docs, 'recipes', name), 'utf8'))]
    .join('')
    .match(/<script [^>]*src=[^>]*>/g);
  expect(tags!.filter((tag) => !/ async /.test(tag))).toEqual([]);
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
