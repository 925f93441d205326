import type { StoredItem } from '../../lambda/storage/items/parse-item.ts';

/** The condition that all attributes that were read are unchanged. */
export function stillItem(item: StoredItem) {
  const entries = Object.entries(item).filter(([name]) => name !== 'pk' && name !== 'sk');
  const conditions = entries.map((_, index) => `#a${index} = :a${index}`);
  return {
    ConditionExpression: ['attribute_exists(pk)', ...conditions].join(' AND '),
    ...(entries.length > 0 && {
      ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#a${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], index) => [`:a${index}`, value])),
    }),
  };
}
