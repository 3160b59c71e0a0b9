// The curves of walk-forwards, each beside the best run and the benchmark.

/** The same line, 1 at an index. */
function rebased(values, at) {
  return values[at] === null ? values.map(() => null) : values.map((v, i) => i < at || v === null ? null : v / values[at]);
}

function walkChart(walk, legend) {
  return (width) => {
    const own = growth(walk);
    const first = own.findIndex((v) => v !== null);
    if (first < 0) return null;
    const last = own.length - own.slice().reverse().findIndex((v) => v !== null);
    const cut = (values) => rebased(values, first).slice(first, last);
    const lines = [];
    if (isShown(data.benchmark)) lines.push({name: 'benchmark', colour: 'benchmark', values: cut(curve(data.benchmark).growth)});
    if (isShown(data.best) && data.best !== data.benchmark) {
      lines.push({name: 'best run, known afterwards', colour: 'best', values: cut(curve(data.best).growth)});
    }
    lines.push({name: 'the choices', colour: 'walk', values: cut(own)});
    legend.replaceChildren(...lines.slice().reverse().map((each) => {
      const entry = element('span', each.name);
      entry.prepend(element('i', '', {class: 'key ' + each.colour}));
      return entry;
    }));
    return {
      data: [dates.slice(first, last), ...lines.map((each) => each.values)],
      options: options(width, width < 600 ? 210 : 240, {
        series: [{}, ...lines.map((each) => line(colour(each.colour), {width: each.colour === 'walk' ? 2 : 1.5}))],
        scales: {y: growthScale(true)},
        axes: [timeAxis(width), growthAxis(true)],
      }),
    };
  };
}

function drawWalks() {
  data.walks.forEach((walk, i) => {
    const place = byId(`walk-chart-${i}`);
    if (!place) return;
    const legend = element('p', '', {class: 'legend'});
    place.before(legend);
    draw(`walk-chart-${i}`, walkChart(walk, legend));
  });
}
