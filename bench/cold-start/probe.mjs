// Loads a function's bundle, calls its handler once and tells its parent what that took: wall and processor time, in
// ms. JavaScript, because stripping types would warm up what is to be measured. Arguments: the bundle, the event.
import { pathToFileURL } from 'node:url';

const [, , file, event] = process.argv;
const url = pathToFileURL(file).href;
const parsed = JSON.parse(event);
const cpu = process.cpuUsage();
const start = process.hrtime.bigint();

const { handler } = await import(url);
const imported = process.hrtime.bigint();
const cpuOfImport = processorTime();
const { statusCode } = await handler(parsed);
const end = process.hrtime.bigint();

const cpuOfBoth = processorTime();
if (statusCode !== 200) throw new Error(`The handler answered ${statusCode}.`);
const ms = (nanoseconds) => Number(nanoseconds) / 1e6;
process.send({ import: ms(imported - start), call: ms(end - imported), cpu: cpuOfBoth, cpuOfImport });
process.disconnect();
process.exit();

function processorTime() {
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / 1000;
}
