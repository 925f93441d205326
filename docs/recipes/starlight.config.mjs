import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  integrations: [
    starlight({
      title: 'My documentation',
      head: [
        {
          tag: 'script',
          attrs: {
            type: 'module',
            async: true,
            src: 'https://ratings.example.com/article-rating.js',
          },
        },
      ],
      components: { Footer: './src/components/RatedFooter.astro' },
    }),
  ],
});
