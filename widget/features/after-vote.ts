import { adopt } from '../browser/adopt-sheet.ts';
import { afterVoteStyles } from './after-vote-styles.ts';
import type { Widget } from '../article/article.ts';
import type { CreateView } from '../element/load-features.ts';
import { make, say } from '../browser/make.ts';
import type { AllTexts, EventDetails, Rating } from '../types.ts';
import type { View } from '../element/view.ts';

/** Shows the page's own content after a vote, and asks for a reason if the page wants one. */
export function createView(widget: Widget, create: CreateView): View {
  const view = create(widget);
  const root = widget.shadowRoot!;
  adopt(root, afterVoteStyles);
  const [low, high] = ['after-low', 'after-high'].map((name) => {
    const slot = document.createElement('slot');
    slot.name = name;
    return slot;
  }) as [HTMLSlotElement, HTMLSlotElement];
  const [label, text, send] = [make('label', 'why'), make('textarea', 'text'), make('button', 'send')];
  text.id = label.htmlFor = 'text';
  const form = make('form', 'feedback', label, text, send);
  const received = make('output', 'received');
  received.tabIndex = -1;
  const after = make('div', 'after', low, high, form);
  const box = root.querySelector('[part=bubble]') ?? root;
  // A live region must exist before its text changes.
  box.append(after, received);

  /** The vote that the visitor has cast on this page. */
  let cast: Rating | null = null;
  let articleId = '';
  let sent = false;
  let thanks = '';
  form.onsubmit = (event) => {
    event.preventDefault();
    const detail = { articleId, vote: cast!, text: text.value.trim() };
    if (!detail.text) return text.focus();
    if (!tell(widget, detail)) return;
    sent = true;
    text.value = '';
    form.hidden = true;
    say(received, thanks);
    // Focus must not fall back to the page with the form.
    received.focus({ preventScroll: true });
  };

  return (article, all, ...state) => {
    view(article, all, ...state);
    const texts = all as AllTexts;
    const { own_: own, outcome_: outcome, speaker_: speaker } = article.voting_ ?? {};
    if (article.id !== articleId) {
      articleId = article.id;
      cast = null;
      sent = false;
    }
    // The content stays while another vote is under way.
    if (!own) cast = null;
    else if (cast || (outcome === 'thanks' && speaker === widget)) cast = own;
    thanks = texts.received;
    after.hidden = !cast;
    low.hidden = cast! > 3;
    high.hidden = !low.hidden;
    form.hidden = sent || !widget.hasAttribute('feedback');
    if (!cast) say(received, '');
    say(label, texts.why);
    say(send, texts.send);
  };
}

/** Whether the page has accepted the feedback: its handler may refuse it with `preventDefault()`. */
function tell(widget: Widget, detail: EventDetails['feedback']): boolean {
  return widget.dispatchEvent(
    new CustomEvent('article-rating:feedback', { detail, bubbles: true, composed: true, cancelable: true }),
  );
}
