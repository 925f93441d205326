import type { AllTexts } from '../types.ts';

/** German. */
export const texts: AllTexts = {
  lang: 'de',
  title: 'Wie hilfreich war dieser Beitrag?',
  hint: 'Klicken Sie auf einen Stern, um zu bewerten!',
  stars: 'Gar nicht hilfreich|Etwas hilfreich|Hilfreich|Ziemlich hilfreich|Sehr hilfreich',
  star: {
    one: '{count} Stern',
    other: '{count} Sterne',
  },
  summary: {
    one: 'Durchschnitt {average} / {max} bei {count} Bewertung',
    other: 'Durchschnitt {average} / {max} bei {count} Bewertungen',
  },
  none: 'Noch keine Bewertungen!',
  first: 'Bewerten Sie diesen Beitrag als Erste oder Erster.',
  own: 'Ihre Bewertung: {rating} / {max} ({name})',
  submit: 'Bewertung absenden',
  pending: 'Drücken Sie die Eingabetaste, um Ihre Bewertung abzusenden.',
  sending: 'Wird gesendet …',
  thanks: 'Vielen Dank für Ihre Bewertung!',
  remove: 'Meine Bewertung entfernen',
  removed: 'Ihre Bewertung wurde entfernt.',
  retry: 'Erneut versuchen',
  failed: 'Die Bewertung konnte nicht geladen werden.',
  unsaved: 'Ihre Bewertung wurde nicht gespeichert.',
  unsure: 'Vielleicht nicht gespeichert. Ein neuer Versuch ist gefahrlos.',
  offline: 'Sie sind offline. Versuchen Sie es später erneut.',
  busy: 'Gerade bewerten sehr viele. Versuchen Sie es gleich erneut.',
  limit: 'Zu viele Bewertungen von hier. Versuchen Sie es später erneut.',
  votes: {
    one: '{count} Bewertung',
    other: '{count} Bewertungen',
  },
  question: 'War diese Seite hilfreich?',
  yes: 'Ja',
  no: 'Nein',
  helpful: '{yes} von {count} fanden das hilfreich',
  answer: 'Ihre Antwort: {name}',
  send: 'Senden',
  received: 'Vielen Dank für Ihre Rückmeldung!',
};
