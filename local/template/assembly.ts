import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../errors/start-error.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** A synthesized stack: its template, and the folders of its assets by their S3 object keys. */
export interface Assembly {
  readonly template: Template;
  readonly assets: ReadonlyMap<string, string>;
  /** Returns the value of a secret by its logical ID; without it, secrets stay references. */
  readonly secretOf?: ((name: string) => string) | undefined;
}

interface Manifest {
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly properties: { readonly templateFile?: string; readonly file?: string };
}

interface AssetManifest {
  readonly files: Readonly<Record<string, AssetFile>>;
}

interface AssetFile {
  readonly source: { readonly path: string };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

/**
 * Reads the output of `cdk synth`.
 *
 * @throws {StartError} if the folder holds no stack, or more than one
 */
export function readAssembly(folder: string): Assembly {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const artifacts = Object.entries((read('manifest.json') as Manifest).artifacts);
  const stacks = artifacts.filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1) {
    throw new StartError(`Expected one stack in ${folder}, found ${stacks.length}.`);
  }
  const assets = artifacts
    .filter(([, { type }]) => type === 'cdk:asset-manifest')
    .flatMap(([, { properties }]) => Object.values((read(properties.file ?? '') as AssetManifest).files))
    .flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path)] as const),
    );
  const [, { properties }] = stack;
  return { template: read(properties.templateFile ?? '') as Template, assets: new Map(assets) };
}

/** The template's resources of one type, by logical ID. */
export function resourcesOf(
  { Resources }: Template,
  type: string,
): [id: string, properties: Record<string, unknown>][] {
  return Object.entries(Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties }]) => [id, Properties]);
}
