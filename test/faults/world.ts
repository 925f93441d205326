import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dynoxide } from '../../local/dynamodb-engine/dynoxide.ts';
import { freePort } from '../../local/dynamodb-engine/free-port.ts';
import { waitUntilReady } from '../../local/dynamodb-engine/wait-until-ready.ts';
import { spawnSystem } from '../support/spawned-system.ts';
import type { SpawnedSystem } from '../support/spawned-system.ts';
import { descendants } from '../support/processes.ts';
import { startChaosProxy } from './chaos-proxy.ts';
import type { ChaosProxy } from './chaos-proxy.ts';
import type { Weather } from './weather.ts';

/** The local system, a bad network and a database. Processes can be killed and are started again. */
export class World implements AsyncDisposable {
  readonly kills = { functions: 0, systems: 0, databases: 0 };
  readonly #folder: string;
  readonly #assembly: string;
  readonly #port: number;
  readonly #weather: Weather;
  readonly #proxy: ChaosProxy;
  #database: ChildProcess;
  #system: Promise<SpawnedSystem>;

  static async start(folder: string, assembly: string, weather: Weather): Promise<World> {
    const port = await freePort();
    const database = await startDatabase(folder, port);
    const proxy = await startChaosProxy(`http://127.0.0.1:${port}`, weather);
    const system = await spawnSystem({ assembly, endpoint: proxy.endpoint });
    return new World(folder, assembly, port, weather, proxy, database, system);
  }

  private constructor(
    folder: string,
    assembly: string,
    port: number,
    weather: Weather,
    proxy: ChaosProxy,
    database: ChildProcess,
    system: SpawnedSystem,
  ) {
    this.#folder = folder;
    this.#assembly = assembly;
    this.#port = port;
    this.#weather = weather;
    this.#proxy = proxy;
    this.#database = database;
    this.#system = Promise.resolve(system);
  }

  /** The running system; during a restart, the next one. */
  get system(): Promise<SpawnedSystem> {
    return this.#system;
  }

  get faults(): ReadonlyMap<string, number> {
    return this.#proxy.faults;
  }

  /** Resolves when every call in flight has reached the database. */
  callsArrived(): Promise<void> {
    return this.#proxy.arrived();
  }

  /** `kill -9` of one function's process; the system starts another. */
  async killFunction(random: () => number): Promise<void> {
    const processes = await descendants((await this.#system).pid);
    const victim = processes[Math.floor(random() * processes.length)];
    if (victim !== undefined) kill(victim);
    this.kills.functions++;
  }

  /** `kill -9` of gateway and functions together. */
  async killSystem(): Promise<void> {
    const killed = await this.#system;
    this.kills.systems++;
    this.#system = killed.kill().then(() => this.#startSystem());
    await this.#system;
  }

  async #startSystem(): Promise<SpawnedSystem> {
    // No faults during a start, which is not under test: the system looks for its table only once.
    const { calm } = this.#weather;
    this.#weather.calm = true;
    try {
      return await spawnSystem({ assembly: this.#assembly, endpoint: this.#proxy.endpoint });
    } finally {
      this.#weather.calm = calm;
    }
  }

  async killDatabase(): Promise<void> {
    await end(this.#database, 'SIGKILL');
    this.#proxy.dropLateCalls();
    this.kills.databases++;
    // The outage lasts at least this long, so that most of them meet calls. Nothing depends on it.
    await delay(50);
    this.#database = await startDatabase(this.#folder, this.#port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#system).kill();
    await this.#proxy[Symbol.asyncDispose]();
    await end(this.#database, 'SIGKILL');
  }
}

async function startDatabase(folder: string, port: number): Promise<ChildProcess> {
  const launch = await dynoxide.find();
  if (launch === undefined) throw new Error('The fault tests need dynoxide, which keeps its data through kill -9.');
  const { file, args } = launch(port, join(folder, 'dynoxide.db'));
  const child = spawn(file, args, { stdio: 'ignore' });
  const ended = new AbortController();
  child.on('exit', () => ended.abort());
  await waitUntilReady(`http://127.0.0.1:${port}`, ended.signal);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has already exited.
  }
}
