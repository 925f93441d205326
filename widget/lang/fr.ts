import type { Texts } from '../types.ts';

/** French. */
export const texts: Texts = {
  lang: 'fr',
  title: 'Cet article vous a-t-il été utile ?',
  hint: 'Cliquez sur une étoile pour le noter !',
  stars: 'Pas du tout utile|Un peu utile|Utile|Assez utile|Très utile',
  summary: {
    one: 'Note moyenne {average} / {max} pour {count} vote',
    other: 'Note moyenne {average} / {max} pour {count} votes',
  },
  none: 'Aucun vote pour l’instant !',
  first: 'Soyez le premier à noter cet article.',
  own: 'Votre note : {rating} / {max} ({name})',
  submit: 'Envoyer ma note',
  sending: 'Envoi en cours…',
  thanks: 'Merci d’avoir noté cet article !',
  remove: 'Retirer ma note',
  removed: 'Votre note a été retirée.',
  retry: 'Réessayer',
  failed: 'La note n’a pas pu être chargée.',
  unsaved: 'Votre note n’a pas été enregistrée.',
  unsure: 'Votre note n’a peut-être pas été enregistrée. Vous pouvez réessayer sans risque.',
  offline: 'Vous êtes hors ligne. Réessayez une fois connecté.',
  busy: 'Beaucoup de personnes votent en ce moment. Réessayez dans un instant.',
  limit: 'Trop de votes depuis votre connexion. Réessayez plus tard.',
};
