<?php
add_action('wp_enqueue_scripts', function () {
    if (is_singular('post')) {
        wp_enqueue_script('article-rating', 'https://ratings.example.com/article-rating.js', [], null, true);
    }
});
add_filter('script_loader_tag', function ($tag, $handle) {
    return $handle === 'article-rating' ? str_replace('<script ', '<script type="module" async ', $tag) : $tag;
}, 10, 2);
add_filter('the_content', function ($content) {
    if (!is_singular('post') || !in_the_loop() || !is_main_query()) {
        return $content;
    }
    return $content . sprintf('<article-rating article-id="post/%d"></article-rating>', get_the_ID());
});
