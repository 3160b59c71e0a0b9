// One run in full.

const chooser = byId('run-chooser');

function fillTable(id, lines) {
  byId(id).tBodies[0].replaceChildren(...lines.map((cells) => {
    const tr = element('tr');
    tr.append(...cells);
    return tr;
  }));
}

const head = (content) => element('th', content, {scope: 'row'});
const day = (number) => date(number * DAY_SECONDS);

function fillMonths(detail) {
  const [first, ...values] = detail.months.length ? detail.months : [0];
  fillTable('run-months', detail.years.map(([year, ofYear]) => {
    const cells = [head(String(year))];
    for (let month = 0; month < MONTHS; month++) {
      const value = values[year * MONTHS + month - first];
      const cell = element('td', value === undefined || value === null ? '' : text(value, 1));
      if (value !== undefined && value !== null) {
        cell.className = value < 0 ? 'loss' : 'gain';
        cell.style.setProperty('--s', Math.min(1, Math.abs(value) / 100).toFixed(2));
      }
      cells.push(cell);
    }
    return [...cells, element('td', text(ofYear, 1), {class: 'year'})];
  }));
}

function fillTables(row) {
  const detail = data.curves[row];
  fillMonths(detail);
  fillTable('run-drawdowns', detail.falls.map(([start, bottom, back, depth]) => [
    head(`${day(start)} → ${day(bottom)}`),
    element('td', text(depth, 1, ' %')),
    element('td', back === null ? 'not recovered' : 'back on ' + day(back)),
  ]));
  fillTable('run-turnover', detail.turnover === null
    ? [[element('td', 'not recorded')]]
    : detail.turnover.map(([year, value]) => [head(String(year)), element('td', text(value, 1))]));
  fillTable('run-parameters', data.parameters
    .map((name, i) => [name, detail.parameters[i]])
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      const cell = element('th', '', {scope: 'row'});
      cell.append(element('code', name));
      return [cell, element('td', data.strings[value], {class: 'text'})];
    }));
  byId('run-directory').textContent = detail.directory + '/';
  byId('run-files').replaceChildren(...detail.files.map((file) => {
    const item = element('li', data.linked ? '' : file);
    const path = [...detail.directory.split('/'), ...file.split('/')];
    if (data.linked) item.append(element('a', file, {href: path.map(encodeURIComponent).join('/')}));
    return item;
  }));
  byId('run-replay').textContent = `scripts/cli replay BATCH_DIR ${rows.run[row]}`;
}

/** This run, and the benchmark behind it. */
function pair(row, of) {
  const own = row === data.best ? 'best' : row === data.benchmark ? 'benchmark' : 'chosen';
  const both = isShown(data.benchmark) && row !== data.benchmark
    ? [[data.benchmark, 'benchmark'], [row, own]]
    : [[row, own]];
  return both.map(([each, name]) => ({values: of(each), look: line(colour(name))}));
}

function pairChart(row, of, scale, yAxis) {
  return (width) => {
    const lines = pair(row, of);
    return {
      data: [dates, ...lines.map((l) => l.values)],
      options: options(width, 190, {
        series: [{}, ...lines.map((l) => l.look)],
        scales: {y: scale()},
        axes: [timeAxis(width, {space: 90}), yAxis()],
        cursor: {sync: {key: 'run'}},
      }),
    };
  };
}

function rollingChart(row) {
  return (width) => {
    if (data.curves[row].rolling.length === 0) return null;
    const lines = pair(row, (each) => monthly(data.curves[each].rolling, 100))
      .filter((l) => l.values[0].length > 0);
    const joined = uPlot.join(lines.map((l) => l.values));
    return {
      data: joined,
      options: options(width, 190, {
        series: [{}, ...lines.map((l) => ({...l.look, spanGaps: true}))],
        axes: [timeAxis(width, {space: 90}), axis({size: 52})],
        hooks: {drawAxes: [(u) => u.scales.y.min <= 0 && u.scales.y.max >= 0 && zeroLine(u)]},
        cursor: {sync: {key: 'run'}},
      }),
    };
  };
}

function exposureChart(row) {
  return (width) => {
    const detail = data.curves[row];
    if (!detail.long || detail.long.length === 0) return null;
    const [x, long] = monthly(detail.long, 100);
    const [, short] = monthly(detail.short, 100);
    return {
      data: [x, long, short],
      options: options(width, 190, {
        series: [
          {},
          line(colour('median'), {fill: colour('band-inner'), fillTo: 0}),
          line(colour('loss'), {fill: colour('loss-tint'), fillTo: 0}),
        ],
        scales: {y: {range: (u, min, max) => {
          const [low, high] = [Math.min(0, min), Math.max(0, max)];
          const room = 0.06 * (high - low || 1);
          return [low < 0 ? low - room : 0, high + room];
        }}},
        axes: [timeAxis(width, {space: 90}), axis({size: 52})],
        hooks: {drawAxes: [zeroLine]},
        cursor: {sync: {key: 'run'}},
      }),
    };
  };
}

function drawRun(row) {
  const sentence = (id, what) => byId(id).setAttribute('aria-label', what);
  draw('run-growth', pairChart(row, (each) => curve(each).growth, () => growthScale(true), () => growthAxis(true)));
  draw('run-drawdown', pairChart(row, (each) => curve(each).drawdown, fallScale, percentAxis));
  draw('run-rolling', rollingChart(row));
  draw('run-exposure', exposureChart(row));
  const up = curve(row).growth.filter((v) => v !== null);
  const down = curve(row).drawdown.filter((v) => v !== null);
  sentence('run-growth', `Growth of 1 of ${label(row)}: ${(up[up.length - 1] || 0).toFixed(2)} at the end, `
    + `highest ${Math.max(...up).toFixed(2)}, lowest ${Math.min(...up).toFixed(2)}.`);
  sentence('run-drawdown', `Drawdown of ${label(row)}: deepest ${text(Math.round(Math.min(...down) * 1000), 1, ' %')}.`);
  sentence('run-rolling', `Rolling Sharpe ratio of ${label(row)} over 252 days.`);
  sentence('run-exposure', `Exposure of ${label(row)} at month ends.`);
}

/** Shows a run here and as the third line of the charts above. */
function choose(row) {
  chosen = row;
  drawCurves();
  if (!chooser) return;
  byId('run-name').textContent = label(row);
  const note = byId('run-note');
  document.querySelectorAll('#run-figures dd, #run-metrics td').forEach((place) =>
    (place.textContent = columns.has(place.dataset.column) || (data.curves[row] || {}).further
      ? shown(place.dataset.column, row)
      : DASH));
  const kept = hasCurve(row);
  note.textContent = kept
    ? ''
    : `Its curve is not in this page: scripts/cli report BATCH_DIR --run ${rows.id[row]} puts it there.`;
  byId('run-body').classList.toggle('no-curve', !kept);
  chooser.value = String(row);
  if (!kept) return;
  drawRun(row);
  fillTables(row);
}

function startRun() {
  if (!chooser) return;
  for (let row = 0; row < count; row++) {
    if (rows.failed[row]) continue;
    chooser.append(element('option', label(row), {value: row}));
  }
  chooser.addEventListener('change', () => (location.hash = 'run=' + runNumber(Number(chooser.value))));
}
