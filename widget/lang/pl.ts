import type { Texts } from '../types.ts';

/** Polish. */
export const texts: Texts = {
  lang: 'pl',
  title: 'Czy ten artykuł był przydatny?',
  hint: 'Kliknij gwiazdkę, aby go ocenić!',
  stars: 'Zupełnie nieprzydatny|Trochę przydatny|Przydatny|Dość przydatny|Bardzo przydatny',
  summary: {
    one: 'Średnia ocena {average} / {max} ({count} głos)',
    few: 'Średnia ocena {average} / {max} ({count} głosy)',
    many: 'Średnia ocena {average} / {max} ({count} głosów)',
    other: 'Średnia ocena {average} / {max} ({count} głosu)',
  },
  none: 'Nie ma jeszcze głosów!',
  first: 'Oceń ten artykuł jako pierwsza osoba.',
  own: 'Twoja ocena: {rating} / {max} ({name})',
  submit: 'Wyślij moją ocenę',
  sending: 'Wysyłanie…',
  thanks: 'Dziękujemy za ocenę!',
  remove: 'Usuń moją ocenę',
  removed: 'Twoja ocena została usunięta.',
  retry: 'Spróbuj ponownie',
  failed: 'Nie udało się wczytać oceny.',
  unsaved: 'Twoja ocena nie została zapisana.',
  unsure: 'Twoja ocena mogła nie zostać zapisana. Możesz bezpiecznie spróbować ponownie.',
  offline: 'Jesteś offline. Spróbuj ponownie po połączeniu z siecią.',
  busy: 'Teraz głosuje bardzo wiele osób. Spróbuj ponownie za chwilę.',
  limit: 'Zbyt wiele głosów z tego miejsca. Spróbuj ponownie później.',
};
