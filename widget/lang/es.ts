import type { Texts } from '../types.ts';

/** Spanish. */
export const texts: Texts = {
  lang: 'es',
  title: '¿Te ha resultado útil este artículo?',
  hint: '¡Haz clic en una estrella para valorarlo!',
  stars: 'Nada útil|Algo útil|Útil|Bastante útil|Muy útil',
  summary: {
    one: 'Valoración media {average} / {max} con {count} voto',
    other: 'Valoración media {average} / {max} con {count} votos',
  },
  none: '¡Aún no hay votos!',
  first: 'Sé la primera persona en valorar este artículo.',
  own: 'Tu valoración: {rating} / {max} ({name})',
  submit: 'Enviar mi valoración',
  sending: 'Enviando…',
  thanks: '¡Gracias por valorar este artículo!',
  remove: 'Quitar mi valoración',
  removed: 'Se ha quitado tu valoración.',
  retry: 'Reintentar',
  failed: 'No se ha podido cargar la valoración.',
  unsaved: 'Tu valoración no se ha guardado.',
  unsure: 'Puede que tu valoración no se haya guardado. Puedes reintentarlo sin riesgo.',
  offline: 'No tienes conexión. Reinténtalo cuando la tengas.',
  busy: 'Hay muchas personas votando ahora. Reinténtalo en un momento.',
  limit: 'Demasiados votos desde tu conexión. Reinténtalo más tarde.',
};
