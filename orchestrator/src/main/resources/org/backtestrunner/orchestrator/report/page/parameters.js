// Heat maps of other metrics, and what becomes of the parameters that a map does not show.

const TURNING_POINT = 0.55;
const LIGHT = [0xee, 0xf4, 0xfa];
const MIDDLE = [0x33, 0x78, 0xb8];
const DARK = [0x0a, 0x3a, 0x70];

function shade(share) {
  const dark = share > TURNING_POINT;
  const [from, to] = dark ? [MIDDLE, DARK] : [LIGHT, MIDDLE];
  const part = dark ? (share - TURNING_POINT) / (1 - TURNING_POINT) : share / TURNING_POINT;
  return `rgb(${from.map((v, i) => Math.round(v + part * (to[i] - v))).join(',')})`;
}

class GridBlock {
  constructor(block) {
    this.block = block;
    this.number = Number(block.dataset.grid);
    this.grid = data.grids[this.number];
    this.places = new Map(this.grid.rows.map((row, i) => [row, this.grid.places[i]]));
    this.chooser = block.querySelector('select.metric');
    this.maps = [...block.querySelectorAll('table.heat')].map((map) => ({
      map,
      pair: map.dataset.pair ? map.dataset.pair.split(',').map(Number) : null,
      cells: [...map.tBodies[0].rows].map((tr) =>
        [...tr.cells].slice(1).map((cell) => ({cell, original: cell.cloneNode(true)}))),
    }));
    if (!this.chooser) return;
    this.chooser.addEventListener('change', () => this.show());
    block.querySelectorAll('.pair-mode input').forEach((input) =>
      input.addEventListener('change', () => this.show()));
    this.drawSlices();
  }

  get metric() {
    return this.chooser.value;
  }

  get mode() {
    const checked = this.block.querySelector('.pair-mode input:checked');
    return checked ? checked.value : 'as in the best run';
  }

  show() {
    const column = columns.get(this.metric);
    const name = column.meaning[0].toUpperCase() + column.meaning.slice(1);
    this.block.querySelectorAll('.metric-name').forEach((place) => (place.textContent = name));
    this.block.querySelectorAll('.direction').forEach((place) =>
      (place.textContent = column.smaller ? 'worse' : 'better'));
    const values = this.grid.points.map((row) => digits(this.metric, row)).filter((v) => v !== null);
    this.smallest = Math.min(...values);
    this.largest = Math.max(...values);
    this.maps.forEach((map) => this.fill(map));
    this.drawSlices();
  }

  fill({map, pair, cells}) {
    const loose = pair !== null && !this.mode.startsWith('as');
    const still = map.querySelector('.still');
    if (still) still.hidden = loose;
    cells.forEach((line, down) => line.forEach((entry, across) => {
      const fresh = loose ? this.looseCell(pair, down, across, map) : entry.original.cloneNode(true);
      if (!loose && fresh.dataset.row !== undefined) this.paint(fresh, Number(fresh.dataset.row), map);
      entry.cell.replaceWith(fresh);
      entry.cell = fresh;
    }));
  }

  colour(cell, value) {
    const share = this.largest > this.smallest ? (value - this.smallest) / (this.largest - this.smallest) : 0;
    cell.style.background = shade(share);
    cell.classList.toggle('dark', share > TURNING_POINT);
  }

  /** A cell that stands for one run. */
  paint(cell, row, map) {
    const value = digits(this.metric, row);
    const link = cell.querySelector('a');
    const written = shown(this.metric, row);
    if (value === null) {
      cell.style.background = '';
      cell.classList.remove('dark');
    } else {
      this.colour(cell, value);
    }
    if (map.classList.contains('dense')) {
      link.title = `${label(row)}: ${written}`;
      return;
    }
    link.textContent = written;
    if (this.beats(value)) link.append(element('sup', '▲'));
  }

  beats(value) {
    if (value === null || !data.usable) return false;
    const other = digits(this.metric, data.benchmark);
    if (other === null) return false;
    return columns.get(this.metric).smaller ? value < other : value > other;
  }

  /** A cell that stands for all runs with two values. */
  looseCell([downAxis, acrossAxis], down, across, map) {
    const cell = element('td');
    const runs = this.grid.points
      .filter((row) => {
        const place = this.places.get(row);
        return place[downAxis] === down && place[acrossAxis] === across && digits(this.metric, row) !== null;
      })
      .sort((one, other) => digits(this.metric, one) - digits(this.metric, other));
    if (runs.length === 0) {
      cell.className = 'missing';
      cell.textContent = '×';
      return cell;
    }
    const column = columns.get(this.metric);
    if (this.mode === 'best') {
      const best = column.smaller ? runs[0] : runs[runs.length - 1];
      cell.dataset.row = best;
      cell.append(element('a', '', {href: '#run=' + runNumber(best)}));
      this.paint(cell, best, map);
      if (best === this.grid.best) cell.classList.add('best');
      return cell;
    }
    const values = runs.map((row) => digits(this.metric, row));
    const median = quantile(values, 0.5);
    const form = (v) => text(Math.round(v), column.decimals, column.unit);
    const range = `${form(values[0])} to ${form(values[values.length - 1])}`;
    this.colour(cell, median);
    cell.title = `${form(median)}, ${range}`;
    if (!map.classList.contains('dense')) {
      cell.textContent = form(median);
      cell.append(element('small', range));
    }
    return cell;
  }

  drawSlices() {
    this.grid.axes.forEach((axis, place) =>
      draw(`slice-${this.number}-${place}`, (width) => this.slice(axis, place, width)));
  }

  slice(axis, place, width) {
    if (this.grid.best === undefined) return null;
    const column = columns.get(this.metric);
    const unit = 10 ** column.decimals;
    const number = (row) => {
      const value = digits(this.metric, row);
      return value === null ? null : value / unit;
    };
    const best = this.places.get(this.grid.best);
    const moved = axis.values.map((_, at) => {
      const found = this.grid.points.find((row) =>
        this.places.get(row).every((p, i) => p === (i === place ? at : best[i])));
      return found === undefined ? null : number(found);
    });
    const all = axis.values.map((_, at) => this.grid.rows
      .filter((row) => this.places.get(row)[place] === at)
      .map(number).filter((v) => v !== null).sort((a, b) => a - b));
    const share = (q) => all.map((values) => values.length ? quantile(values, q) : null);
    const other = data.usable ? number(data.benchmark) : null;
    const look = axis.ordered ? {} : {paths: () => null};
    const values = [axis.values.map((_, i) => i), share(0.25), share(0.75), share(0.5), moved];
    const series = [
      {},
      line('transparent', {width: 0}),
      line('transparent', {width: 0}),
      line(colour('median'), {dash: [4, 3], ...look, points: {show: !axis.ordered, size: 6}}),
      line(colour('best'), {width: 2, ...look, points: {show: true, size: 7, fill: colour('best')}}),
    ];
    if (other !== null) {
      values.push(axis.values.map(() => other));
      series.push(line(colour('benchmark'), {dash: [2, 3], width: 1}));
    }
    const step = Math.ceil(axis.values.length / Math.max(2, Math.floor(width / 60)));
    return {
      data: values,
      options: options(width, 170, {
        series,
        bands: [{series: [2, 1], fill: colour('band-inner')}],
        scales: {
          x: {time: false, range: [-0.2, axis.values.length - 0.8]},
          y: {range: (u, min, max) => {
            const room = 0.12 * (max - min || Math.abs(max) || 1);
            return [min - room, max + room];
          }},
        },
        axes: [
          axisOfValues(axis, step),
          this.valueAxis(column),
        ],
        cursor: {show: false},
      }),
    };
  }

  valueAxis(column) {
    const widest = 58;
    return axis({size: widest, values: (u, splits) => splits.map((v) => signed(v) + column.unit)});
  }
}

function axisOfValues(parameter, step) {
  return axis({
    size: 30,
    splits: () => parameter.values.map((_, i) => i).filter((i) => i % step === 0),
    values: (u, splits) => splits.map((i) => parameter.values[i]),
  });
}

function startParameters() {
  document.querySelectorAll('.grid[data-grid]').forEach((block) => new GridBlock(block));
}

/** Seen half and unseen half, with the diagonal on which both are equal. */
function drawScatter() {
  if (!data.splits) return;
  draw('scatter-chart', (width) => {
    const [seen, unseen] = data.splits.map((values) => values.map((v) => v / 1000));
    const order = seen.map((_, i) => i).sort((a, b) => seen[a] - seen[b]);
    const x = order.map((i) => seen[i]);
    const [low, high] = [x[0], x[x.length - 1]];
    const room = 0.05 * (high - low || 1);
    const diagonal = x.map((v, i) => i === 0 || i === x.length - 1 ? v : null);
    return {
      data: [x, order.map((i) => unseen[i]), diagonal],
      options: options(width, 220, {
        series: [
          {},
          {stroke: colour('median'), paths: () => null, points: {show: true, size: 4, width: 0, fill: colour('dots')}},
          line(colour('muted'), {width: 1, dash: [3, 3], spanGaps: true}),
        ],
        scales: {x: {time: false, range: [low - room, high + room]}},
        axes: [axis({size: 44, label: 'seen half', labelSize: 16, labelFont: axisFont()}), axis({size: 44})],
        hooks: {drawAxes: [(u) => u.scales.y.min < 0 && u.scales.y.max > 0 && zeroLine(u)]},
        cursor: {show: false},
      }),
    };
  });
}
