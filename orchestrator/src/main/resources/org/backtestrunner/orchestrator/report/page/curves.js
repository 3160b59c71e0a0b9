// Growth and drawdown of the whole batch.

let chosen = null;

const curveCache = new Map();
function curve(row) {
  if (!curveCache.has(row)) {
    curveCache.set(row, {
      growth: growth(data.curves[row].e),
      drawdown: drawdown(data.curves[row].d),
    });
  }
  return curveCache.get(row);
}

const isShown = (row) => row !== undefined && row !== null && hasCurve(row);
const everyRun = () => !data.bands || byId('every-run').checked;

/** The runs that have a line of their own, from the back to the front. */
function namedRuns() {
  const named = [];
  if (isShown(data.benchmark)) named.push({row: data.benchmark, name: 'benchmark', colour: 'benchmark'});
  if (isShown(data.best)) named.push({row: data.best, name: 'best', colour: 'best'});
  if (isShown(chosen) && chosen !== data.best && chosen !== data.benchmark) {
    named.push({row: chosen, name: label(chosen), colour: 'chosen'});
  }
  return named;
}

function growthChart(width) {
  const logarithmic = byId('log-scale').checked;
  const series = [{}];
  const values = [dates];
  const bands = [];
  const named = namedRuns();
  const add = (numbers, look) => {
    values.push(numbers);
    series.push(look);
  };
  let median = 0;
  if (data.bands) {
    const [low, lower, middle, upper, high] = data.bands.map(growth);
    [low, high, lower, upper].forEach((edge) => add(edge, line('transparent', {width: 0})));
    bands.push({series: [2, 1], fill: colour('band-outer')}, {series: [4, 3], fill: colour('band-inner')});
    median = values.length;
    add(middle, line(colour('median'), {dash: [4, 3]}));
  }
  if (everyRun()) {
    const own = new Set(named.map((run) => run.row));
    Object.keys(data.curves).map(Number).filter((row) => !own.has(row)).forEach((row) =>
      add(curve(row).growth, line(colour('every'), {width: 1, row})));
  }
  named.forEach((run) => add(curve(run.row).growth, line(colour(run.colour), {row: run.row, width: 1.75})));
  return {
    data: values,
    options: options(width, width < 600 ? 260 : 320, {
      series,
      bands,
      scales: {y: growthScale(logarithmic)},
      axes: [timeAxis(width), growthAxis(logarithmic)],
      cursor: {sync: {key: 'curves'}},
      hooks: {
        setCursor: [(u) => tell(u.cursor.idx, median ? values[median] : null)],
        ready: [(u) => u.over.addEventListener('click', () => chooseNearest(u))],
      },
    }),
  };
}

function drawdownChart(width) {
  const named = namedRuns();
  return {
    data: [dates, ...named.map((run) => curve(run.row).drawdown)],
    options: options(width, 170, {
      series: [{}, ...named.map((run) => line(colour(run.colour)))],
      scales: {y: fallScale()},
      axes: [timeAxis(width), percentAxis()],
      cursor: {sync: {key: 'curves'}},
      hooks: {setCursor: [(u) => tell(u.cursor.idx, null)]},
    }),
  };
}

/** Says what stands at a date. */
function tell(index, median) {
  if (index === null || index === undefined) return;
  const parts = namedRuns().slice().reverse().map((run) => {
    const {growth: up, drawdown: down} = curve(run.row);
    return up[index] === null
      ? null
      : `${run.name} ${up[index].toFixed(2)}× (${text(Math.round(down[index] * 1000), 1, ' %')})`;
  }).filter((part) => part !== null);
  const middle = median || (data.bands ? growth(data.bands[2]) : null);
  if (middle && middle[index] !== null) parts.push(`median ${middle[index].toFixed(2)}×`);
  byId('cursor-text').textContent = [date(dates[index]), ...parts].join(' · ');
}

function chooseNearest(u) {
  const {idx, top} = u.cursor;
  if (idx === null || idx === undefined) return;
  let nearest = null;
  let distance = 30;
  u.series.forEach((series, i) => {
    const value = i > 0 && series.row !== undefined ? u.data[i][idx] : null;
    if (value === null || value === undefined) return;
    const away = Math.abs(u.valToPos(value, 'y') - top);
    if (away < distance) [nearest, distance] = [series.row, away];
  });
  if (nearest !== null) choose(nearest);
}

function drawCurves() {
  if (!byId('equity-chart')) return;
  const legend = byId('curve-legend');
  legend.textContent = '';
  const entries = namedRuns().slice().reverse();
  if (data.bands) entries.splice(2, 0, {name: 'median', colour: 'median'});
  entries.forEach((entry) => legend.append(
    element('i', '', {class: 'key ' + entry.colour}), element('span', entry.name)));
  draw('equity-chart', growthChart);
  draw('drawdown-chart', drawdownChart);
  tell(dates.length - 1, null);
}
