import type { Texts } from '../types.ts';

/** Japanese. */
export const texts: Texts = {
  lang: 'ja',
  title: 'この記事は役に立ちましたか？',
  hint: '星をクリックして評価してください！',
  stars: 'まったく役に立たない|あまり役に立たない|役に立つ|かなり役に立つ|とても役に立つ',
  summary: '平均評価 {average} / {max}。投票数：{count}',
  none: 'まだ投票がありません！',
  first: '最初の評価をお願いします。',
  own: 'あなたの評価：{rating} / {max}（{name}）',
  submit: '評価を送信',
  sending: '送信中…',
  thanks: '評価をありがとうございます！',
  remove: '評価を取り消す',
  removed: '評価を取り消しました。',
  retry: '再試行',
  failed: '評価を読み込めませんでした。',
  unsaved: '評価は保存されませんでした。',
  unsure: '評価が保存されていない可能性があります。再試行しても問題ありません。',
  offline: 'オフラインです。接続してから再試行してください。',
  busy: '現在、多くの方が評価しています。少し待って再試行してください。',
  limit: 'こちらからの評価が多すぎます。しばらくしてから再試行してください。',
};
