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

  const bars = (counts, invented) => {
    const most = Math.max(1, ...counts);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 70 20');
    svg.setAttribute('role', 'img');
    const said = counts.map((count, index) => `${count} of ${index + 1}`).join(', ');
    svg.setAttribute('aria-label', invented > 0 ? `${said}; ${invented} of them invented to fit count and sum` : said);
    if (invented > 0) svg.classList.add('invented');
    counts.forEach((count, index) => {
      const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      const height = Math.max(1, (count / most) * 20);
      Object.entries({ x: index * 14 + 1, y: 20 - height, width: 12, height, rx: 1.5 }).forEach(([name, value]) =>
        rect.setAttribute(name, value),
      );
      svg.append(rect);
    });
    return svg;
  };

  const show = (count) => {
    for (const { row } of rows.slice(shown, shown + count)) {
      const [id, average, bayesian, ratings, recent, counts, invented, url] = row;
      const made = body.insertRow();
      made.role = 'row';
      cell(made, url === '' ? id : link(id, url)).title = id;
      cell(made, format(average, 2));
      cell(made, format(bayesian, 2));
      cell(made, format(ratings, 0));
      cell(made, format(recent, 0));
      cell(made, bars(counts, invented));
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
