import type { Texts } from '../types.ts';

/** German. */
export const texts: Texts = {
  lang: 'de',
  title: 'Wie hilfreich war dieser Beitrag?',
  hint: 'Klicken Sie auf einen Stern, um zu bewerten!',
  stars: 'Gar nicht hilfreich|Etwas hilfreich|Hilfreich|Ziemlich hilfreich|Sehr hilfreich',
  summary: {
    one: 'Durchschnitt {average} / {max} bei {count} Bewertung',
    other: 'Durchschnitt {average} / {max} bei {count} Bewertungen',
  },
  none: 'Noch keine Bewertungen!',
  first: 'Bewerten Sie diesen Beitrag als Erste oder Erster.',
  own: 'Ihre Bewertung: {rating} / {max} ({name})',
  submit: 'Bewertung absenden',
  sending: 'Wird gesendet …',
  thanks: 'Vielen Dank für Ihre Bewertung!',
  remove: 'Meine Bewertung entfernen',
  removed: 'Ihre Bewertung wurde entfernt.',
  retry: 'Erneut versuchen',
  failed: 'Die Bewertung konnte nicht geladen werden.',
  unsaved: 'Ihre Bewertung wurde nicht gespeichert.',
  unsure: 'Ihre Bewertung wurde vielleicht nicht gespeichert. Sie können es gefahrlos erneut versuchen.',
  offline: 'Sie sind offline. Versuchen Sie es erneut, sobald Sie online sind.',
  busy: 'Gerade bewerten sehr viele Menschen. Versuchen Sie es gleich noch einmal.',
  limit: 'Zu viele Bewertungen von hier. Versuchen Sie es später erneut.',
};
