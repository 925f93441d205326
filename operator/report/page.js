{
  const STEP = 100;
  const all = JSON.parse(document.getElementById('data').textContent).map((row) => ({
    row,
    text: row[0].toLowerCase(),
  }));
  const body = document.querySelector('#articles tbody');
  const search = document.getElementById('search');
  const found = document.getElementById('found');
  const more = document.getElementById('more');
  const format = (value, digits) =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  let rows = all;
  let shown = 0;

  const cell = (row, content) => {
    const made = row.insertCell();
    made.role = 'cell';
    if (typeof content === 'string') made.textContent = content;
    else made.append(content);
    return made;
  };

  const link = (text, href) => Object.assign(document.createElement('a'), { textContent: text, href });

  /** A small chart of columns, `wide` in all. */
  const draw = (counts, said, wide) => {
    const most = Math.max(1, ...counts);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', `0 0 ${wide} 20`);
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', said);
    const step = wide / Math.max(1, counts.length);
    counts.forEach((count, index) => {
      const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      const height = Math.max(1, (count / most) * 20);
      const place = { x: index * step + step * 0.07, y: 20 - height, width: step * 0.86, height, rx: step * 0.1 };
      Object.entries(place).forEach(([name, value]) => rect.setAttribute(name, value));
      svg.append(rect);
    });
    return svg;
  };

  const bars = (counts, invented) => {
    const said = counts
      .map((count, index) => `${count} with ${index + 1} ${index === 0 ? 'star' : 'stars'}`)
      .join(', ');
    if (invented === 0) return draw(counts, said, 70);
    const svg = draw(counts, `${said}; ${invented} of them invented to fit count and sum`, 70);
    svg.classList.add('invented');
    return svg;
  };

  const columns = (weeks) => {
    const svg = draw(weeks, `Votes a week, the oldest first: ${weeks.join(', ')}`, 91);
    svg.classList.add('weeks');
    return svg;
  };

  const show = (count) => {
    for (const { row } of rows.slice(shown, shown + count)) {
      const [id, average, bayesian, ratings, recent, counts, invented, url, weeks] = row;
      const made = body.insertRow();
      made.role = 'row';
      cell(made, url === '' ? id : link(id, url)).title = id;
      cell(made, format(average, 2));
      cell(made, format(bayesian, 2));
      cell(made, format(ratings, 0));
      cell(made, format(recent, 0));
      cell(made, bars(counts, invented));
      cell(made, columns(weeks));
    }
    shown = Math.min(rows.length, shown + count);
    more.hidden = shown === rows.length;
    found.textContent = `${format(shown, 0)} of ${format(rows.length, 0)} shown`;
  };

  const restart = () => {
    body.replaceChildren();
    shown = 0;
    show(STEP);
  };

  search.addEventListener('input', () => {
    const words = search.value.toLowerCase().split(/\s+/);
    rows = all.filter(({ text }) => words.every((word) => text.includes(word)));
    restart();
  });

  more.addEventListener('click', () => show(STEP));
  // Paper has no button to press.
  addEventListener('beforeprint', () => show(rows.length));

  document.querySelectorAll('th button').forEach((button) =>
    button.addEventListener('click', () => {
      const head = button.closest('th');
      const direction = head.ariaSort === 'descending' ? 1 : -1;
      document.querySelectorAll('th[aria-sort]').forEach((each) => (each.ariaSort = 'none'));
      head.ariaSort = direction === 1 ? 'ascending' : 'descending';
      const column = Number(button.dataset.column);
      const compare = (a, b) => (column === 0 ? a.row[0].localeCompare(b.row[0]) : a.row[column] - b.row[column]);
      all.sort((a, b) => direction * compare(a, b));
      search.dispatchEvent(new Event('input'));
    }),
  );

  restart();
}
