/** The account that a voter token names, or '' without a readable one. The API, not the widget, verifies the token. */
export function accountOf(token: string | undefined): string {
  try {
    const [, claims = ''] = token!.split('.');
    return (JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string }).sub;
  } catch {
    return '';
  }
}
