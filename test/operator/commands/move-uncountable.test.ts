import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { voteKey } from '../../../lambda/storage/items/keys.ts';
import { reset } from '../../../operator/commands/reset.ts';
import { renameOne } from '../../../operator/move/renaming.ts';
import type { Outcome, Session } from '../../../operator/session/session.ts';
import { undoChange } from '../../../operator/undo/undo-change.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { sessionOn } from '../../support/operator-session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { voterId } from '../../support/voters.ts';
import { storeOn } from '../../support/store-on.ts';
import { dryRunMove } from '../../../operator/move/dry-run-move.ts';
import { move } from '../../../operator/move/move-articles.ts';

const [A, B] = ['a', 'b'] as ArticleId[] as [ArticleId, ArticleId];
const DAMAGED = { ...voteKey(A, voterId(5)), rating: 4.5, votedAt: '2026-01-01T00:00:00.000Z' };

let database: Database;
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(async () => {
  database = await openDatabase('dynoxide');
  folder = temporaryFolder();
  await database.client.send(new PutCommand({ TableName: database.table, Item: DAMAGED }));
});
afterEach(async () => {
  await database.close();
  folder[Symbol.dispose]();
});

const undoFolder = () => join(folder.path, 'undo');
const session = (part: Partial<Session> = {}) => sessionOn(database, { undoFolder: undoFolder(), ...part });
const vote = () =>
  storeOn(database).recordVote({
    ...{ articleId: A, voterId: voterId(1), rating: 3 },
  });
const written = () => {
  const [file = ''] = readdirSync(undoFolder());
  return { path: join(undoFolder(), file), lines: readFileSync(join(undoFolder(), file), 'utf8').trim().split('\n') };
};

const COMMANDS: Readonly<Record<string, (yes: boolean, given?: Session) => Promise<Outcome>>> = {
  move: (yes, given = session()) => (yes ? move : dryRunMove)(given, renameOne(A, B)),
  reset: (yes, given = session()) => reset(given, A, { yes }),
};

describe.each(Object.entries(COMMANDS))('%s', (_, run) => {
  test('reports an item that cannot be counted, and writes it down before it deletes it', async () => {
    await vote();
    const planned = await run(false);
    expect(planned.json).toMatchObject({ votes: 1, uncountable: 1 });
    expect(planned.text).toContain('Would delete 1 item that cannot be counted as a vote.\n');
    expect(existsSync(undoFolder())).toBe(false);
    const done = await run(true);
    const { path, lines } = written();
    expect(done).toMatchObject({ exitCode: 0, json: { votes: 1, uncountable: 1 } });
    expect(done.text).toContain(`Deleted 1 item that cannot be counted as a vote; a copy is in ${path}.\n`);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual({ uncountable: DAMAGED });
    expect(await database.get(voteKey(A, voterId(5)))).toBeUndefined();
  });

  test('is undone without the item, which never counted', async () => {
    await vote();
    const { json } = await run(true);
    const id = (json as { undo: string }).undo.split(' ').at(-1) ?? '';
    expect(await undoChange(session(), id, false)).toMatchObject({ exitCode: 0, json: { votes: 1, left: 0 } });
    expect(await database.get(voteKey(A, voterId(5)))).toBeUndefined();
  });

  test('offers no undo if it deleted nothing but such an item', async () => {
    const told: string[] = [];
    const done = await run(true, session({ undoable: (undoneBy) => told.push(undoneBy) }));
    expect(done).toMatchObject({ exitCode: 0, json: { votes: 0, uncountable: 1, undo: null } });
    expect(written().lines).toHaveLength(2);
    expect(told).toEqual([]);
  });
});
