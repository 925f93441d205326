import type { Texts } from '../types.ts';

/** Turkish. */
export const texts: Texts = {
  lang: 'tr',
  title: 'Bu yazı ne kadar faydalıydı?',
  hint: 'Puan vermek için bir yıldıza tıklayın!',
  stars: 'Hiç faydalı değil|Biraz faydalı|Faydalı|Oldukça faydalı|Çok faydalı',
  summary: 'Ortalama puan {average} / {max}. Oy sayısı: {count}',
  none: 'Henüz oy yok!',
  first: 'Bu yazıya ilk puanı siz verin.',
  own: 'Puanınız: {rating} / {max} ({name})',
  submit: 'Puanımı gönder',
  sending: 'Gönderiliyor…',
  thanks: 'Bu yazıya puan verdiğiniz için teşekkürler!',
  remove: 'Puanımı kaldır',
  removed: 'Puanınız kaldırıldı.',
  retry: 'Tekrar dene',
  failed: 'Puan yüklenemedi.',
  unsaved: 'Puanınız kaydedilmedi.',
  unsure: 'Puanınız kaydedilmemiş olabilir. Güvenle tekrar deneyebilirsiniz.',
  offline: 'Çevrimdışısınız. Bağlanınca tekrar deneyin.',
  busy: 'Şu anda çok sayıda kişi oy veriyor. Birazdan tekrar deneyin.',
  limit: 'Buradan çok fazla oy verildi. Daha sonra tekrar deneyin.',
};
