/** Style of the documentation and problem pages, both themes; served from our own origin. */
export const docsStyle = `
:root { --ink: #17231f; --soft: #55655f; --paper: #fbfaf7; --card: #ffffff; --line: #dcd9d0; --accent: #0f6b57; --get: #1f6f8b; --post: #0f6b57; --put: #8a5a00; --delete: #a3322a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ece9; --soft: #a3b0aa; --paper: #121816; --card: #1a2320; --line: #31403a; --accent: #6fd0b4; --get: #7cc4de; --post: #6fd0b4; --put: #e5b567; --delete: #f0938b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.frame { display: grid; grid-template-columns: 15rem minmax(0, 1fr); max-width: 76rem; margin: 0 auto; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding: 2rem 1rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: .35rem .5rem; text-decoration: none; border-radius: 6px; }
nav a:hover { background: var(--card); }
main { padding: 2rem 1rem 6rem; }
h1 { font-size: 2rem; margin: 0 0 .5rem; }
h2 { margin: 2.5rem 0 .75rem; padding-top: .5rem; }
h4 { margin: 1.1rem 0 .35rem; font-size: .85rem; color: var(--soft); }
details { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: .5rem 0; }
summary { cursor: pointer; padding: .7rem .9rem; display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap; }
summary .what { color: var(--soft); flex: 1 1 16rem; }
details > div { padding: 0 .9rem .9rem; border-top: 1px solid var(--line); }
.method { font: 600 .8rem ui-monospace, monospace; min-width: 3.6rem; }
.get { color: var(--get); } .post { color: var(--post); } .put, .patch { color: var(--put); } .delete { color: var(--delete); }
code, .path { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
.single { max-width: 42rem; margin: 0 auto; padding: 3rem 1rem; }
@media (max-width: 52rem) { .frame { display: block; } nav { position: static; max-height: none; padding-bottom: 0; } }
`;
