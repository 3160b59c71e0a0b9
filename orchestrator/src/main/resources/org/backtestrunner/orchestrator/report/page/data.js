// What the page knows, and how a number is written. A run is named by its row in the ranking.

const data = JSON.parse(document.getElementById('data').textContent);
const rows = data.rows;
const count = rows.id.length;
const columns = new Map(data.columns.map((column, index) => [column.name, {...column, index}]));
const DASH = '–';
const MONTHS = 12;
const DAY_SECONDS = 86400;

const byId = (id) => document.getElementById(id);

/** All digits of a run's number as a whole number; null where it is undefined. */
function digits(name, row) {
  const column = columns.get(name);
  if (column) return rows.numbers[column.index][row];
  const further = data.curves[row] && data.curves[row].further;
  return further && name in further ? further[name] : null;
}

function text(value, decimals, unit = '') {
  if (value === null || value === undefined) return DASH;
  const number = (Math.abs(value) / 10 ** decimals).toFixed(decimals);
  return (value < 0 ? '−' : '') + number + unit;
}

/** A run's number as people read it. */
function shown(name, row) {
  const form = columns.get(name) || data.further[name];
  return text(digits(name, row), form.decimals, form.unit);
}

const label = (row) => rows.label[row] === null ? rows.id[row] : rows.label[row];
const runNumber = (row) => String(rows.run[row]).padStart(4, '0');
const hasCurve = (row) => row in data.curves;

/** Undoes the coding by differences. */
function whole(differences) {
  let value = 0;
  return differences.map((d) => d === null ? null : (value += d));
}

const dates = whole(data.x).map((day) => day * DAY_SECONDS);
const date = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);
const growth = (coded) => whole(coded).map((v) => v === null ? null : Math.exp(v / 1e4));
const drawdown = (coded) => whole(coded).map((v) => v === null ? null : v / 1e4);

/** Dates and numbers of a series of months. */
function monthly(series, scale) {
  if (!series || series.length === 0) return [[], []];
  const [first, ...values] = series;
  return [
    values.map((_, i) => Date.UTC(Math.floor((first + i + 1) / MONTHS), (first + i + 1) % MONTHS, 0) / 1000),
    values.map((v) => v === null ? null : v / scale),
  ];
}

/** An element with a text; whatever the text holds, it is shown and not obeyed. */
function element(tag, content = '', attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = content;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** The quantile by linear interpolation between order statistics, as the statistics have it. */
function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
