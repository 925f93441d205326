import type { AllTexts } from '../types.ts';

/** Dutch. */
export const texts: AllTexts = {
  lang: 'nl',
  title: 'Hoe nuttig was dit artikel?',
  hint: 'Klik op een ster om het te beoordelen!',
  stars: 'Helemaal niet nuttig|Een beetje nuttig|Nuttig|Behoorlijk nuttig|Zeer nuttig',
  star: {
    one: '{count} ster',
    other: '{count} sterren',
  },
  summary: {
    one: 'Gemiddelde {average} / {max} bij {count} stem',
    other: 'Gemiddelde {average} / {max} bij {count} stemmen',
  },
  none: 'Nog geen stemmen!',
  first: 'Beoordeel dit artikel als eerste.',
  own: 'Uw beoordeling: {rating} / {max} ({name})',
  submit: 'Mijn beoordeling versturen',
  pending: 'Druk op Enter om uw beoordeling te versturen.',
  sending: 'Bezig met versturen…',
  thanks: 'Bedankt voor uw beoordeling!',
  remove: 'Mijn beoordeling verwijderen',
  removed: 'Uw beoordeling is verwijderd.',
  retry: 'Opnieuw proberen',
  failed: 'De beoordeling kon niet worden geladen.',
  unsaved: 'Uw beoordeling is niet opgeslagen.',
  unsure: 'Misschien niet opgeslagen. Opnieuw proberen kan veilig.',
  offline: 'U bent offline. Probeer het opnieuw zodra u online bent.',
  busy: 'Er stemmen nu heel veel mensen. Probeer het zo opnieuw.',
  limit: 'Te veel stemmen vanaf hier. Probeer het later opnieuw.',
  votes: {
    one: '{count} stem',
    other: '{count} stemmen',
  },
  question: 'Was deze pagina nuttig?',
  yes: 'Ja',
  no: 'Nee',
  helpful: '{yes} van de {count} vonden dit nuttig',
  answer: 'Uw antwoord: {name}',
  send: 'Versturen',
  received: 'Bedankt voor uw reactie!',
};
