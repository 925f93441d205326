import type { Texts } from '../types.ts';

/** Portuguese. */
export const texts: Texts = {
  lang: 'pt',
  title: 'Este artigo foi útil?',
  hint: 'Clique numa estrela para o avaliar!',
  stars: 'Nada útil|Pouco útil|Útil|Bastante útil|Muito útil',
  summary: {
    one: 'Avaliação média {average} / {max} com {count} voto',
    other: 'Avaliação média {average} / {max} com {count} votos',
  },
  none: 'Ainda não há votos!',
  first: 'Seja a primeira pessoa a avaliar este artigo.',
  own: 'A sua avaliação: {rating} / {max} ({name})',
  submit: 'Enviar a minha avaliação',
  sending: 'A enviar…',
  thanks: 'Obrigado por avaliar este artigo!',
  remove: 'Remover a minha avaliação',
  removed: 'A sua avaliação foi removida.',
  retry: 'Tentar de novo',
  failed: 'Não foi possível carregar a avaliação.',
  unsaved: 'A sua avaliação não foi guardada.',
  unsure: 'A sua avaliação pode não ter sido guardada. Pode tentar de novo sem risco.',
  offline: 'Está sem ligação. Tente de novo quando estiver ligado.',
  busy: 'Muitas pessoas estão a votar. Tente de novo daqui a pouco.',
  limit: 'Demasiados votos a partir daqui. Tente de novo mais tarde.',
};
