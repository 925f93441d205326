for (const old of document.querySelectorAll('.rmp-widgets-container[data-post-id]')) {
  const widget = document.createElement('article-rating');
  widget.articleId = `post/${old.dataset.postId}`;
  old.replaceWith(widget);
}
