export default {
  scripts: [{ src: 'https://ratings.example.com/article-rating.js', type: 'module', async: true }],
};
