import { scriptFolder } from './script-folder.ts';

/** The base URL of an element's API, without `/v1/…`: its attribute `api`, otherwise the script's folder. */
export function apiAddress(element: Element): string {
  return (element.getAttribute('api') || scriptFolder()).replace(/\/+$/, '');
}
