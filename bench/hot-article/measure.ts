import type { Row } from '../row.ts';
import { measureGrowth, measureOffered } from './growth.ts';
import { measureLists } from './lists.ts';
import { measureOverload } from './overload.ts';
import { measureSteady } from './steady.ts';

/** Cost and latency of one hot article on the model of DynamoDB. */
export async function measureHotArticle(): Promise<Row[]> {
  return [
    ...(await measureSteady()),
    ...(await measureOverload()),
    ...(await measureGrowth()),
    ...(await measureOffered()),
    ...(await measureLists()),
  ];
}
