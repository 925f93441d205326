import { useData } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { h } from 'vue';

const Rating = () =>
  h('article-rating', { 'article-id': `docs/${useData().page.value.relativePath}` });

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'doc-after': () => h(Rating) }),
};
