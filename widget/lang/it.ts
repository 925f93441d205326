import type { Texts } from '../types.ts';

/** Italian. */
export const texts: Texts = {
  lang: 'it',
  title: 'Quanto ti è stato utile questo articolo?',
  hint: 'Fai clic su una stella per votarlo!',
  stars: 'Per niente utile|Poco utile|Utile|Abbastanza utile|Molto utile',
  summary: {
    one: 'Valutazione media {average} / {max} con {count} voto',
    other: 'Valutazione media {average} / {max} con {count} voti',
  },
  none: 'Ancora nessun voto!',
  first: 'Vota per primo questo articolo.',
  own: 'Il tuo voto: {rating} / {max} ({name})',
  submit: 'Invia il mio voto',
  sending: 'Invio in corso…',
  thanks: 'Grazie per aver votato questo articolo!',
  remove: 'Rimuovi il mio voto',
  removed: 'Il tuo voto è stato rimosso.',
  retry: 'Riprova',
  failed: 'Impossibile caricare la valutazione.',
  unsaved: 'Il tuo voto non è stato salvato.',
  unsure: 'Forse il tuo voto non è stato salvato. Puoi riprovare senza rischi.',
  offline: 'Sei offline. Riprova quando sarai online.',
  busy: 'Molte persone stanno votando. Riprova tra un momento.',
  limit: 'Troppi voti dalla tua connessione. Riprova più tardi.',
};
