/** A fault, as edits of a copy of the source. Each `from` occurs once in the file and is replaced. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly edits: readonly (readonly [from: string, to: string])[];
}

const store = (file: string) => `lambda/storage/${file}.ts`;

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a first vote ignores a withdrawn version',
    file: store('items/stored-vote'),
    edits: [
      [
        "{ ConditionExpression: 'attribute_not_exists(pk)' }",
        "{ ConditionExpression: 'attribute_not_exists(rating)' }",
      ],
    ],
  },
  {
    name: 'a vote is compared by its rating alone',
    file: store('items/stored-vote'),
    edits: [
      ["votedAt === undefined ? 'attribute_not_exists(votedAt)' : 'votedAt = :votedAt'", "'attribute_exists(pk)'"],
      ["...(votedAt !== undefined && { ':votedAt': votedAt }),", ''],
    ],
  },
  {
    name: 'withdrawn versions are not told apart',
    file: store('items/stored-vote'),
    edits: [
      [
        "votedAt === undefined ? 'attribute_not_exists(votedAt)' : 'votedAt = :votedAt'",
        "rating === null ? 'attribute_exists(pk)' : votedAt === undefined ? 'attribute_not_exists(votedAt)' : 'votedAt = :votedAt'",
      ],
      [
        "...(votedAt !== undefined && { ':votedAt': votedAt }),",
        "...(votedAt !== undefined && rating !== null && { ':votedAt': votedAt }),",
      ],
    ],
  },
  {
    name: 'a version lacks the shard',
    file: store('items/stored-vote'),
    edits: [
      ["...(shard === undefined ? [] : ['#shard = :shard']),", ''],
      ["...(shard !== undefined && { ':shard': shard }),", ''],
      ["...(shard !== undefined && { ExpressionAttributeNames: { '#shard': 'shard' } }),", ''],
    ],
  },
  {
    name: 'a version may be older than the one before',
    file: store('items/stored-vote'),
    edits: [['Math.max(now, before + 1)', 'now']],
  },
  {
    name: 'a version may have the same time as the one before',
    file: store('items/stored-vote'),
    edits: [['Math.max(now, before + 1)', 'Math.max(now, before)']],
  },
  {
    name: 'a vote does not store its shard',
    file: store('items/stored-vote'),
    edits: [['...(shard !== undefined && { shard })', '']],
  },
  {
    name: 'the shard in a refused write is ignored',
    file: store('items/stored-vote'),
    edits: [['shard: shard?.S };', 'shard: shard && undefined };']],
  },
  {
    name: 'the shard in a read vote is ignored',
    file: store('items/stored-vote'),
    edits: [
      [
        'versionOf({ rating, votedAt, shard }, heldBy',
        'versionOf({ rating, votedAt, shard: shard && undefined }, heldBy',
      ],
    ],
  },
  {
    name: 'a vote is sent under a new token after no answer',
    file: store('vote/write-state'),
    edits: [['inDoubt: attempt, mayBeWritten: true', 'mayBeWritten: true']],
  },
  {
    name: 'a vote that may have been written is answered busy',
    file: store('vote/write-state'),
    edits: [['inDoubt: attempt, mayBeWritten: true', 'inDoubt: attempt']],
  },
  {
    name: 'a vote of unknown outcome is answered busy at the deadline',
    file: store('vote/vote-writer'),
    edits: [['new (errorOf(state))({ cause })', 'new Busy({ cause })']],
  },
  {
    name: 'a changed vote goes to any shard',
    file: store('vote/make-attempt'),
    edits: [
      [
        'const shard = counting ?? chooseShard(layout, conflicts, random);',
        'const shard = chooseShard(layout, conflicts, random);',
      ],
    ],
  },
  {
    name: 'a repeated vote loses its shard',
    file: store('vote/make-attempt'),
    edits: [['const repeated = next(seen?.shard);', 'const repeated = next(undefined);']],
  },
  {
    name: 'a repeated vote is not written',
    file: store('vote/vote-writer'),
    edits: [
      [
        'await this.#client.send(attempt.command as TransactWriteCommand);',
        "if (attempt.effect !== 'unchanged') await this.#client.send(attempt.command as TransactWriteCommand);",
      ],
    ],
  },
  {
    name: 'a withdrawal of nothing is not written',
    file: store('vote/vote-writer'),
    edits: [
      [
        'await this.#client.send(attempt.command as TransactWriteCommand);',
        "if (attempt.effect !== 'unchanged' || attempt.shard !== undefined) await this.#client.send(attempt.command as TransactWriteCommand);",
      ],
    ],
  },
  {
    name: 'an equal stored vote is taken for this one',
    file: store('vote/write-state'),
    edits: [["const replaced = state.item === 'read' && ", 'const replaced = ']],
  },
  {
    name: 'vote and shard are written one after the other',
    file: store('vote/vote-writer'),
    edits: [
      [
        'await this.#client.send(attempt.command as TransactWriteCommand);',
        'const { TransactItems: items } = (attempt.command as TransactWriteCommand).input;' +
          ' if (items === undefined) await this.#client.send(attempt.command as TransactWriteCommand);' +
          ' else for (const item of items) await this.#client.send(new attempt.command.constructor({ TransactItems: [item] }));',
      ],
    ],
  },
  {
    name: 'a new voter is not counted for the network',
    file: store('vote/make-attempt'),
    edits: [
      [
        'const members = guards.map(({ item }) => item);',
        'const members = guards.map(({ item }) => item).slice(guards.length);',
      ],
    ],
  },
  {
    name: 'a network may add one voter too many',
    file: store('vote/network-limit'),
    edits: [['voters < :most', 'voters <= :most']],
  },
  {
    name: 'a network has no limit over all articles',
    file: store('vote/network-limit'),
    edits: [['inTotal > 0 ?', 'inTotal < 0 ?']],
  },
  {
    name: 'a full network is reported beside a busy vote',
    file: store('retry/failure'),
    edits: [["if (guard >= 0 && vote?.Code === 'None')", 'if (guard >= 0)']],
  },
  {
    name: 'a server error is taken for a refusal',
    file: store('retry/failure'),
    edits: [["error.$fault === 'server' ? 'unknown' : 'defect'", "error.$fault === 'server' ? 'refused' : 'defect'"]],
  },
  {
    name: 'a missing answer is taken for a refusal',
    file: store('retry/failure'),
    edits: [
      [
        "return name === 'CredentialsProviderError' ? 'defect' : 'unknown';",
        "return name === 'CredentialsProviderError' ? 'defect' : 'refused';",
      ],
    ],
  },
  {
    name: 'a folded key is taken for a held one',
    file: store('retry/failure'),
    edits: [
      [
        "return Code === 'ConditionalCheckFailed' && (Item?.['recount'] === undefined || Item['closed'] !== undefined);",
        'return Code === undefined && Item === undefined;',
      ],
    ],
  },
  {
    name: 'a vote leaves the mark of a recount',
    file: store('tally/shard-update'),
    edits: [['`${add}REMOVE recount`', "add === '' ? 'REMOVE recount' : add.trim()"]],
  },
  {
    name: 'a folded shard is written',
    file: store('tally/shard-update'),
    edits: [[' AND attribute_not_exists(closed)', '']],
  },
  {
    name: 'the old rating stays in the tally',
    file: store('vote/vote-transaction'),
    edits: [['tallyChange(seen?.rating ?? null, next.rating)', 'tallyChange(null, next.rating)']],
  },
  {
    name: 'votes of a folded key are sought on their old shard',
    file: store('tally/article-layout'),
    edits: [['serial < first ? SPREAD : shard', 'serial < first ? shard : shard']],
  },
  {
    name: 'votes of an open key are counted as if it were folded',
    file: store('tally/article-layout'),
    edits: [['serial < first ? SPREAD', 'serial <= first ? SPREAD']],
  },
  {
    name: 'the last open key is not read',
    file: store('tally/article-layout'),
    edits: [['Array.from({ length: next - first }', 'Array.from({ length: Math.max(0, next - first - 1) }']],
  },
  {
    name: 'an answer is read without consistency',
    file: store('tally/read-tally'),
    edits: [['{ consistent = true }', '{ consistent = false }']],
  },
  {
    name: 'the counts of folded keys are not read',
    file: store('tally/read-tally'),
    edits: [['tally: sum(items),', 'tally: sum(items.filter(({ sk }) => sk !== SHARD_PREFIX + SPREAD)),']],
  },
  {
    name: 'a key is folded although it was voted on meanwhile',
    file: store('tally/fold-key'),
    edits: [
      [' AND ${stillCounts(counts)}', ''],
      [
        "...countValues(counts),\n        ':now': new Date(now).toISOString(),\n        ':expiresAt'",
        "':now': new Date(now).toISOString(),\n        ':expiresAt'",
      ],
    ],
  },
  {
    name: 'the counts of a folded key are lost',
    file: store('tally/fold-key'),
    edits: [
      ['shards.map(tallyOf).reduce(addTallies, EMPTY_TALLY), layout.first', 'EMPTY_TALLY, layout.first'],
      ['import { addTallies, EMPTY_TALLY }', 'import { EMPTY_TALLY }'],
    ],
  },
  {
    name: 'a folded key is emptied at once',
    file: store('tally/fold-key'),
    edits: [["expiresAt = :expiresAt REMOVE recount'", "expiresAt = :expiresAt REMOVE recount, s1, s2, s3, s4, s5'"]],
  },
  {
    name: 'a recount sets its marks outside a transaction',
    file: 'operator/verify/repair-tallies.ts',
    edits: [
      [
        'await inChunks(session, marks);',
        'for (const { Update } of marks) if (Update !== undefined) await session.client.send(new UpdateCommand(Update));',
      ],
      [
        "import { randomUUID } from 'node:crypto';",
        "import { randomUUID } from 'node:crypto';\nimport { UpdateCommand } from '@aws-sdk/lib-dynamodb';",
      ],
    ],
  },
  {
    name: 'a shard whose counts stay the same is not written',
    file: 'operator/changes/change-votes.ts',
    edits: [
      [
        '[...shards.values()].map(',
        '[...shards.values()].filter(({ counts }) => [...counts.values()].some((by) => by !== 0)).map(',
      ],
    ],
  },
  {
    name: 'a removed vote leaves no version',
    file: 'operator/changes/change-votes.ts',
    edits: [
      [
        'return put({ rating, votedAt, shard, hold });',
        'if (after === null) return { Delete: { ...unchanged(table, change), Key: keyOf(change) } };\n    return put({ rating, votedAt, shard, hold });',
      ],
    ],
  },
  {
    name: 'an operator overwrites a vote that has changed',
    file: 'operator/changes/change-votes.ts',
    edits: [['Put: { ...unchanged(table, change), Item', 'Put: { TableName: table, Item']],
  },
  {
    name: 'a vote that an operator changes goes to another shard',
    file: 'operator/changes/change-votes.ts',
    edits: [['kept === null ? fresh : countingShard', 'kept !== undefined ? fresh : countingShard']],
  },
  {
    name: 'a held vote counts when it is sent again',
    file: store('vote/make-attempt'),
    edits: [['const hold = holdOf(seen, at);', 'const hold = holdOf(null, at);']],
  },
  {
    name: 'a withdrawal of a held vote has no effect',
    file: store('vote/make-attempt'),
    edits: [['{ ...hold, rating: vote.rating }', '{ ...hold, rating: vote.rating ?? hold.rating }']],
  },
  {
    name: 'a held vote is withdrawn for good',
    file: store('vote/make-attempt'),
    edits: [['hold: hold && { ...hold', 'hold: vote.rating === null ? undefined : hold && { ...hold']],
  },
  {
    name: 'a held vote stays in the tally',
    file: 'operator/changes/change-votes.ts',
    edits: [['tallyChange(kept, rating)', 'tallyChange(kept, rating ?? hold?.rating ?? null)']],
  },
  {
    name: 'a voter cannot change a held vote',
    file: store('vote/make-attempt'),
    edits: [['hold: hold && { ...hold, rating: vote.rating }', 'hold: hold && { ...hold }']],
  },
  {
    name: 'an undo ignores later votes',
    file: 'operator/undo/undo-votes.ts',
    edits: [['if (!group.every(', 'if (group.length === 0 && !group.every(']],
  },
  {
    name: 'an import releases held votes',
    file: 'operator/import/import-votes.ts',
    edits: [['return hold === undefined ? { rating, votedAt }', 'return hold !== null ? { rating, votedAt }']],
  },
  {
    name: 'a moved vote is no longer held',
    file: 'operator/move/move-votes.ts',
    edits: [['holdOf(there, now) ?? holdOf(vote, now)', 'holdOf(there, now)']],
  },
  {
    name: 'forgetting a voter leaves held votes',
    file: 'operator/votes/forget-voter.ts',
    edits: [
      ["parsed.kind === 'vote' || parsed.kind === 'held'", "parsed.kind === 'vote'"],
      ["parseItem(item).kind !== 'withdrawn'", "!['withdrawn', 'held'].includes(parseItem(item).kind)"],
    ],
  },
  {
    name: 'forgetting a voter deletes withdrawn versions',
    file: 'operator/votes/forget-voter.ts',
    edits: [["parseItem(item).kind !== 'withdrawn'", "parseItem(item).kind !== 'other'"]],
  },
  {
    name: 'a reset deletes withdrawn versions',
    file: 'operator/votes/find-votes.ts',
    edits: [["parsed.kind === 'no-vote'", "item.pk.startsWith('VOTER#')"]],
  },
  {
    name: 'a recount corrects a shard that was voted on since',
    file: 'operator/verify/repair-tallies.ts',
    edits: [
      [
        "ConditionExpression: 'recount = :mark',\n      ExpressionAttributeValues: { ':mark': mark },",
        "ConditionExpression: 'attribute_exists(pk) OR pk = :mark',\n      ExpressionAttributeValues: { ':mark': mark },",
      ],
    ],
  },
  {
    name: 'a recount scans without consistency',
    file: 'operator/table/scan.ts',
    edits: [['ConsistentRead: true', 'ConsistentRead: false']],
  },
  {
    name: 'an import overwrites newer votes',
    file: 'operator/import/import-votes.ts',
    edits: [['before === null || supersedes(vote, before)', 'before === null || supersedes(vote, before) || true']],
  },
  {
    name: 'a moved vote stays on the old article',
    file: 'operator/move/move-votes.ts',
    edits: [
      [
        'groups, session.clockAndRandom);',
        'groups.map(([, there]) => (there ? [there] : [])), session.clockAndRandom);',
      ],
    ],
  },
  {
    name: 'a moved article’s shards are deleted in spite of new votes',
    file: 'operator/changes/delete-empty-shards.ts',
    edits: [
      [
        'Delete: { TableName: session.table, Key: { pk: articlePartition(articleId), sk }, ...unchanged(counts) },',
        'Delete: { TableName: session.table, Key: { pk: articlePartition(articleId), sk }, ...(counts.length < 0 && unchanged(counts)) },',
      ],
    ],
  },
  {
    name: 'a mark that holds votes for a day is overlooked',
    file: 'operator/verify/wrong-items.ts',
    edits: [["? 'stale-mark' : undefined", '? undefined : undefined']],
  },
];
