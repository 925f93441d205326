import type { Texts } from '../types.ts';

/** Dutch. */
export const texts: Texts = {
  lang: 'nl',
  title: 'Hoe nuttig was dit artikel?',
  hint: 'Klik op een ster om het te beoordelen!',
  stars: 'Helemaal niet nuttig|Een beetje nuttig|Nuttig|Behoorlijk nuttig|Zeer nuttig',
  summary: {
    one: 'Gemiddelde {average} / {max} bij {count} stem',
    other: 'Gemiddelde {average} / {max} bij {count} stemmen',
  },
  none: 'Nog geen stemmen!',
  first: 'Beoordeel dit artikel als eerste.',
  own: 'Uw beoordeling: {rating} / {max} ({name})',
  submit: 'Mijn beoordeling versturen',
  sending: 'Bezig met versturen…',
  thanks: 'Bedankt voor uw beoordeling!',
  remove: 'Mijn beoordeling verwijderen',
  removed: 'Uw beoordeling is verwijderd.',
  retry: 'Opnieuw proberen',
  failed: 'De beoordeling kon niet worden geladen.',
  unsaved: 'Uw beoordeling is niet opgeslagen.',
  unsure: 'Uw beoordeling is misschien niet opgeslagen. U kunt het veilig opnieuw proberen.',
  offline: 'U bent offline. Probeer het opnieuw zodra u online bent.',
  busy: 'Er stemmen nu heel veel mensen. Probeer het zo opnieuw.',
  limit: 'Te veel stemmen vanaf hier. Probeer het later opnieuw.',
};
