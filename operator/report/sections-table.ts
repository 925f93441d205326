import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Section } from './sections.ts';
import { averageText, n } from '../../lambda/domain/format-numbers.ts';

export function sectionsTable(sections: readonly Section[], recentDays: number): Html {
  if (sections.length === 0) return html``;
  return html`<section class="card">
    <h2>Sections</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Sections">
      <table class="sections">
        <thead>
          <tr>
            <th scope="col">IDs that start with</th>
            <th scope="col">Articles</th>
            <th scope="col">Average</th>
            <th scope="col">Ratings</th>
            <th scope="col">In ${recentDays} days</th>
          </tr>
        </thead>
        <tbody>
          ${sections.map(
            ({ prefix, articles, average, count, recent }) =>
              html`<tr>
                <td>${prefix === '' ? '(no section)' : prefix}</td>
                <td>${n(articles)}</td>
                <td>${averageText(average)}</td>
                <td>${n(count)}</td>
                <td>${n(recent)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
