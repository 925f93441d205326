export default {
  head: [
    ['script', { type: 'module', async: '', src: 'https://ratings.example.com/article-rating.js' }],
  ],
};
