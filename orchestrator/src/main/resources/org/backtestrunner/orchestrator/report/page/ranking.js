// The ranking: sorted by a click, filtered by words.

const table = byId('ranking-table');
const MOST_ROWS = 200;
const order = {name: null, descending: false, query: '', all: false};
const tableRows = new Map(
  [...table.tBodies[0].rows].map((tr) => [Number(tr.dataset.row), tr]));

const lower = (row) =>
  [rows.id[row], label(row), data.strings[rows.tags[row]], data.strings[rows.status[row]]]
    .join('\n').toLowerCase();

/** The value of each axis of a run, by the names of the axes. */
function axisValues(row) {
  const values = new Map();
  data.grids.forEach((grid) => {
    const at = grid.rows.indexOf(row);
    if (at < 0) return;
    grid.axes.forEach((axis, i) => {
      const place = grid.places[at][i];
      if (place < 0) return;
      values.set(axis.name.toLowerCase(), axis.values[place]);
      values.set(data.axes[axis.name].toLowerCase(), axis.values[place]);
    });
  });
  return values;
}

const axisNames = new Set(
  Object.entries(data.axes).flat().map((name) => name.toLowerCase()));
const isNumber = (word) => word !== '' && Number.isFinite(Number(word));
const isSame = (value, word) =>
  value.toLowerCase() === word || (isNumber(value) && isNumber(word) && Number(value) === Number(word));

/** Whether a run has everything that a query asks for. */
function matcher(query) {
  const words = query.toLowerCase().split(/[\s·]+/).filter((word) => word !== '');
  const tests = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (axisNames.has(word) && i + 1 < words.length) {
      const value = words[++i];
      tests.push((row) => {
        const own = axisValues(row).get(word);
        return own !== undefined && isSame(own, value);
      });
    } else {
      tests.push((row) => lower(row).includes(word));
    }
  }
  return (row) => tests.every((test) => test(row));
}

/** Undefined ones come last in both directions. */
function compare(one, other) {
  if (rows.failed[one] !== rows.failed[other]) return rows.failed[one] - rows.failed[other];
  const sign = order.descending ? -1 : 1;
  if (order.name === null || order.name === 'rank') return sign * (one - other);
  if (order.name === 'run') return sign * label(one).localeCompare(label(other), 'en', {numeric: true});
  const a = digits(order.name, one);
  const b = digits(order.name, other);
  if (a === null || b === null) return (a === null) - (b === null) || one - other;
  return sign * (a - b) || one - other;
}

function makeRow(row) {
  const tr = element('tr', '', {'data-row': row, ...(rows.failed[row] ? {class: 'failed'} : {})});
  tr.append(element('td', rows.failed[row] ? DASH : String(row + 1)));
  const head = element('th', '', {scope: 'row'});
  head.append(element('a', label(row), {href: (rows.failed[row] ? '#fail-' : '#run=') + runNumber(row)}));
  tr.append(head);
  [...table.tHead.rows[0].cells].slice(2).forEach((cell) => {
    const name = cell.firstChild.dataset.column;
    const value = columns.has(name) ? shown(name, row) : DASH;
    tr.append(element('td', value, cell.className ? {class: cell.className} : {}));
  });
  return tr;
}

function showRanking() {
  const matches = matcher(order.query);
  const found = [];
  for (let row = 0; row < count; row++) if (matches(row)) found.push(row);
  found.sort(compare);
  const visible = order.all ? found : found.slice(0, MOST_ROWS);
  table.tBodies[0].replaceChildren(...visible.map((row) => {
    if (!tableRows.has(row)) tableRows.set(row, makeRow(row));
    return tableRows.get(row);
  }));
  byId('filter-count').textContent = `${found.length} of ${count} runs`;
  const more = byId('more-rows');
  if (more) {
    more.hidden = found.length === visible.length;
    more.textContent = `${found.length - visible.length} more are not shown.`;
    byId('show-all').hidden = order.all;
  }
}

function sortBy(button) {
  const name = button.dataset.column;
  const head = button.parentElement;
  const before = head.getAttribute('aria-sort');
  const smaller = name === 'rank' || name === 'run' || (columns.get(name) || {}).smaller;
  order.name = name;
  order.descending = before === 'none' ? !smaller : before === 'ascending';
  [...table.tHead.rows[0].cells].forEach((cell) => cell.setAttribute('aria-sort', 'none'));
  head.setAttribute('aria-sort', order.descending ? 'descending' : 'ascending');
  showRanking();
}

function startRanking() {
  table.tHead.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) sortBy(button);
  });
  byId('filter').addEventListener('input', (event) => {
    order.query = event.target.value;
    showRanking();
  });
  byId('further').addEventListener('change', (event) =>
    table.classList.toggle('all', event.target.checked));
  const all = byId('show-all');
  if (all) {
    all.addEventListener('click', () => {
      order.all = true;
      showRanking();
    });
  }
}
