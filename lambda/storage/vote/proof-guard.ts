import { ProofUsed } from '../../domain/errors.ts';
import type { Proof } from '../../domain/proof.ts';
import type { Guard } from '../items/transact-item.ts';
import { proofKey } from '../items/keys.ts';

/**
 * Marks a proof of work as spent in the vote's transaction, so that concurrent votes with one proof record one vote
 * only.
 */
export function proofGuard(table: string, { id, expiresAt }: Proof): Guard {
  return {
    refusal: new ProofUsed('This proof was spent on another vote.'),
    item: {
      Put: {
        TableName: table,
        Item: { ...proofKey(id), expiresAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  };
}
