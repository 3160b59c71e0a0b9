// What happens when the page is there, and when it changes.

/** The run of an address that ends with #run=0012; null of any other. */
function runOfAddress() {
  const found = /^#run=(\d+)$/.exec(location.hash);
  const row = found ? rows.run.indexOf(Number(found[1])) : -1;
  return row < 0 || rows.failed[row] ? null : row;
}

function followAddress() {
  const row = runOfAddress();
  if (row === null) return;
  choose(row);
  byId('one-run').scrollIntoView();
}

document.documentElement.classList.add('scripts');
startRanking();
startParameters();
startRun();
drawWalks();
drawScatter();
const shownFirst = data.best !== undefined && hasCurve(data.best)
  ? data.best
  : Object.keys(data.curves).map(Number).sort((a, b) => a - b)[0];
if (shownFirst !== undefined) choose(shownFirst);
followAddress();

window.addEventListener('hashchange', followAddress);
document.addEventListener('click', (event) => {
  // A click on the run that is shown already changes no address.
  const link = event.target.closest('a[href^="#run="]');
  if (link && link.getAttribute('href') === location.hash) followAddress();
});
['every-run', 'log-scale'].map(byId).filter((box) => box !== null)
  .forEach((box) => box.addEventListener('change', drawCurves));

let width = document.documentElement.clientWidth;
let waiting = 0;
window.addEventListener('resize', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (width === document.documentElement.clientWidth) return;
    width = document.documentElement.clientWidth;
    redrawAll();
  }, 150);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);

function print(begins) {
  document.documentElement.classList.toggle('printing', begins);
  redrawAll();
}
window.addEventListener('beforeprint', () => print(true));
window.addEventListener('afterprint', () => print(false));
