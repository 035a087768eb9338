/** Served as a file of its own: the pages allow nothing inline. Colours keep 4.5:1 in both schemes. */
export const referenceStyle = `:root {
  color-scheme: light dark;
  --text: light-dark(#1a1d23, #e8eaee);
  --muted: light-dark(#565d6a, #a0a7b4);
  --back: light-dark(#ffffff, #14161a);
  --raised: light-dark(#f3f4f7, #1d2026);
  --line: light-dark(#d6d9e0, #343943);
  --link: light-dark(#2b4fcf, #8fabff);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem 1.25rem 4rem; max-width: 68rem;
  font: 1rem/1.6 system-ui, sans-serif; color: var(--text); background: var(--back);
}
a { color: var(--link); }
a:focus-visible, pre:focus-visible, .table:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
.contents ul { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: 0; margin: .75rem 0 0; list-style: none; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
h1, h2, h3 { line-height: 1.25; scroll-margin-top: 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { margin-top: 2.5rem; }
:target { background: var(--raised); }
.anchor { color: inherit; text-decoration: none; }
.anchor:hover { text-decoration: underline; }
.lead { font-size: 1.125rem; color: var(--muted); }
code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--raised); padding: .1em .3em; border-radius: 4px; }
pre { background: var(--raised); padding: 1rem; border-radius: 8px; overflow-x: auto; }
pre code { padding: 0; background: none; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--muted); font-weight: 600; white-space: nowrap; }
@media print { nav, .skip { display: none; } }
`
