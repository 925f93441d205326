import type { Texts } from '../types.ts';

/** Chinese. */
export const texts: Texts = {
  lang: 'zh',
  title: '这篇文章对您有帮助吗？',
  hint: '点击星星进行评分！',
  stars: '毫无帮助|略有帮助|有帮助|很有帮助|非常有帮助',
  summary: '平均评分 {average} / {max}。投票数：{count}',
  none: '目前还没有投票！',
  first: '来第一个评分吧。',
  own: '您的评分：{rating} / {max}（{name}）',
  submit: '提交我的评分',
  sending: '正在提交…',
  thanks: '感谢您的评分！',
  remove: '撤销我的评分',
  removed: '您的评分已撤销。',
  retry: '重试',
  failed: '无法加载评分。',
  unsaved: '您的评分未保存。',
  unsure: '您的评分可能未保存，可以放心重试。',
  offline: '您已离线，请联网后重试。',
  busy: '当前评分的人很多，请稍后重试。',
  limit: '来自此处的评分过多，请稍后再试。',
};
