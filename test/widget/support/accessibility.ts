import type { Page } from 'playwright-core';

/** One element as assistive technology sees it. */
export interface AccessibleNode {
  role: string;
  name: string;
  description: string;
  /** The names of its children. */
  text: string;
  /** E.g. `checked`, `focused`, `live`. */
  properties: Record<string, unknown>;
}

/** The browser's own accessibility tree, flattened, without ignored nodes. */
export async function accessibleNodes(page: Page): Promise<AccessibleNode[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const nameOf = (id: string) => String(nodes.find(({ nodeId }) => nodeId === id)?.name?.value ?? '');
  return nodes
    .filter((node) => !node.ignored)
    .map((node) => ({
      role: String(node.role?.value),
      name: String(node.name?.value ?? ''),
      description: String(node.description?.value ?? ''),
      text: (node.childIds ?? []).map(nameOf).join(' '),
      properties: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value as unknown])),
    }));
}
