import type { Row } from '../results/row.ts';
import { measureGrowth, measureOffered } from './measure-growth.ts';
import { measureListOverload } from '../article-lists/measure-list-overload.ts';
import { measureOverload } from './measure-key-overload.ts';
import { measureSteady } from './measure-steady.ts';

/** Cost and latency of one hot article on the model of DynamoDB. */
export async function measureHotArticle(): Promise<Row[]> {
  return [
    ...(await measureSteady()),
    ...(await measureOverload()),
    ...(await measureGrowth()),
    ...(await measureOffered()),
    ...(await measureListOverload()),
  ];
}
