/** Example lines for each command's help. A test checks their options. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  show: ['ratings show blog.example/peace-talks --stack ArticleRating', 'ratings show a b --quick --local --json'],
  top: ['ratings top --local', 'ratings top --by count --since 2026-11-01 -n 20 --stack ArticleRating'],
  export: [
    'ratings export --stack ArticleRating > votes.csv',
    'ratings export --imported -o totals.csv --stack ArticleRating',
    'ratings export --prefix blog.example/ --since 2026-11-01 --format ndjson --local',
  ],
  import: [
    'ratings import votes.csv --local',
    'ratings import dump.sql.gz --from rate-my-post --addresses export.xml --dry-run --local',
    "ratings import dump.sql --from yasr --article-id '{home}/{slug}' --article-id 'recipe={home}/recipes/{slug}' --local",
    'ratings undo 20261125-023100-x7q2 --local',
  ],
  verify: ['ratings verify --stack ArticleRating', 'ratings verify --repair --stack ArticleRating'],
  move: [
    'ratings move blog.example/old blog.example/new --stack ArticleRating',
    'ratings move --prefix old.example/ new.example/ --stack ArticleRating',
    'ratings move --pairs moves.csv --yes --local',
  ],
  reset: [
    'ratings reset blog.example/poll --yes --local',
    'ratings reset blog.example/poll --imported-only --yes --local',
  ],
  'remove-votes': [
    'ratings remove-votes --article blog.example/poll --from 2026-11-20T18:00 --to 2026-11-20T19:00 --rating 1 --local',
    "ratings remove-votes --unlike 'blog\\.example/.+' --local",
  ],
  suspects: ['ratings suspects --stack ArticleRating', 'ratings suspects --since 2026-11-20 --json --local'],
  timeline: ['ratings timeline blog.example/poll --from 2026-11-20 --to 2026-11-21 --by hour --local'],
  hold: [
    'ratings hold blog.example/poll --from 2026-11-20T18:00 --to 2026-11-20T19:00 --rating 1 --dry-run --local',
    'ratings hold blog.example/poll --from 2026-11-20 --rating 1,2 --stack ArticleRating',
  ],
  release: ['ratings release blog.example/poll --hold 20261125-023100-x7q2 --local'],
  undo: ['ratings undo 20261125-023100-x7q2 --local'],
  forget: ['ratings forget 5b0c1c0e-8f0a-4a57-9d0c-0f7a2d1b6f11 --yes --stack ArticleRating'],
  report: [
    'ratings report --stack ArticleRating',
    "ratings report -o november.html --title 'November' --recent-days 7 --local",
  ],
  seed: ['ratings seed --articles 100 --votes 10000 --local', 'ratings seed --attacks --local'],
  completion: [
    'eval "$(ratings completion bash)"   # in ~/.bashrc',
    'eval "$(ratings completion zsh)"    # in ~/.zshrc, after compinit',
    'ratings completion fish | source    # in ~/.config/fish/config.fish',
  ],
};
