// Loads the bundle of get-ratings and calls its handler in pairs, for one article and for a list; tells its parent what
// the calls took. JavaScript, so that the function runs as it is deployed. Arguments: the bundle, the two events, the
// number of pairs.
import { pathToFileURL } from 'node:url';

const [, , file, one, list, pairs] = process.argv;
const { handler } = await import(pathToFileURL(file).href);
const events = [JSON.parse(one), JSON.parse(list)];

const results = [];
for (let pair = -50; pair < Number(pairs); pair++) {
  const [first, second] = [await call(events[0]), await call(events[1])];
  if (pair >= 0) results.push({ one: first.wall, list: second.wall, cpu: second.cpu }); // warm by now
}
process.send(results);
process.disconnect();
process.exit();

/** Wall time and processor time, in milliseconds. */
async function call(event) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { statusCode } = await handler(event);
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  if (statusCode !== 200) throw new Error(`The handler answered ${statusCode}.`);
  return { wall, cpu: (user + system) / 1000 };
}
