import { home } from './home.ts';

/** The address of an element's API, as far as `/v1/…`: its attribute `api`, or where the script came from. */
export function apiAddress(element: Element): string {
  return (element.getAttribute('api') || home()).replace(/\/+$/, '');
}
