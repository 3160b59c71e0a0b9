// Line charts: one way to make them, and to make them again in other colours or another width.

const drawn = new Map();

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

/**
 * Draws a chart in its place, now and whenever width or colours change.
 *
 * @param make gives options and data for a width
 */
function draw(id, make) {
  const place = byId(id);
  if (!place) return;
  drawn.set(id, make);
  redraw(id);
}

function redraw(id) {
  const place = byId(id);
  place.querySelectorAll('.uplot').forEach((old) => old.remove());
  place.classList.remove('drawn');
  const made = drawn.get(id)(Math.floor(place.clientWidth));
  if (made === null) return;
  place.classList.add('drawn');
  new uPlot(made.options, made.data, place);
}

function redrawAll() {
  drawn.forEach((_, id) => redraw(id));
}

function line(stroke, more = {}) {
  return {stroke, width: 1.5, points: {show: false}, ...more};
}

const axisFont = () => '12px system-ui, sans-serif';

const signed = (v) => v === null ? '' : (v < 0 ? '−' : '') + Number(Math.abs(v).toPrecision(6));

function axis(more = {}) {
  return {
    stroke: colour('muted'),
    font: axisFont(),
    grid: {stroke: colour('rule'), width: 1},
    ticks: {show: false},
    values: (u, splits) => splits.map(signed),
    ...more,
  };
}

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Years, months below their year, or days; the year stands where it is new. */
function timeLabels(splits, step) {
  const days = step / DAY_SECONDS;
  let year = null;
  return splits.map((seconds) => {
    if (seconds === null) return '';
    const at = new Date(seconds * 1000);
    const before = year;
    year = at.getUTCFullYear();
    if (days > 300) return String(year);
    const month = MONTH_NAMES[at.getUTCMonth()];
    const name = days > 25 ? month : `${at.getUTCDate()} ${month}`;
    return year === before ? name : `${name}\n${year}`;
  });
}

function timeAxis(width, more = {}) {
  return axis({
    space: width < 500 ? 60 : 70,
    size: 40,
    values: (u, splits, at, space, step) => timeLabels(splits, step),
    ...more,
  });
}

const STEPS = [1, 1.5, 2, 3, 5, 7];

const FEWEST_TICKS = 4;

/** Ticks that can be read between two numbers of a logarithmic axis. */
function logarithmicTicks(min, max) {
  if (max / min < 2.5) {
    const step = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002]
      .find((each) => (max - min) / each >= FEWEST_TICKS) || 0.001;
    const first = Math.ceil(min / step);
    const count = Math.floor(max / step) - first + 1;
    return Array.from({length: count}, (_, i) => Number(((first + i) * step).toPrecision(6)));
  }
  const decades = Math.log10(max / min);
  const steps = decades < 1.6 ? STEPS : decades < 3 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const step of steps) {
      const tick = Number((step * 10 ** power).toPrecision(3));
      if (tick >= min && tick <= max) ticks.push(tick);
    }
  }
  return ticks;
}

function growthScale(logarithmic) {
  return logarithmic
    ? {distr: 3, range: (u, min, max) => [(min || 1) * 0.97, (max || 1) * 1.03]}
    : {range: (u, min, max) => [Math.min(min, 1), max + 0.03 * (max - min || 1)]};
}

function growthAxis(logarithmic) {
  const ticks = logarithmic
    ? {splits: (u, i, min, max) => logarithmicTicks(min, max), filter: (u, splits) => splits}
    : {};
  return axis({
    ...ticks,
    size: 52,
    values: (u, splits) => splits.map((v) => v === null ? '' : Number(v.toPrecision(4)) + '×'),
  });
}

const percentAxis = () => axis({
  size: 52,
  values: (u, splits) => splits.map((v) => (v < 0 ? '−' : '') + Math.round(Math.abs(v) * 100) + ' %'),
});

const fallScale = () => ({range: (u, min) => [Math.min(min, -0.01) * 1.04, 0]});

function options(width, height, more) {
  return {
    width,
    height,
    padding: [8, 12, 0, 0],
    legend: {show: false},
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    ...more,
    cursor: {
      drag: {x: false, y: false},
      points: {show: false},
      ...more.cursor,
    },
  };
}

/** A line at 0, drawn below the series. */
function zeroLine(u) {
  const y = Math.round(u.valToPos(0, 'y', true)) + 0.5;
  u.ctx.save();
  u.ctx.strokeStyle = colour('text');
  u.ctx.lineWidth = 1;
  u.ctx.beginPath();
  u.ctx.moveTo(u.bbox.left, y);
  u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
  u.ctx.stroke();
  u.ctx.restore();
}
