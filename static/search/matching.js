// What a search finds: names and words folded to letters without marks, the best first.

// As data/spelling.py and data/intake/wording.py fold: no marks, no case, one space between words, no punctuation.
export function folded(text) {
  const plain = text.replace(/[Đđ]/g, "d").normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// One thing to find: kind, code and what else it is called by; `said` and `beside` are what the list shows.
export function entry(kind, code, said, { within = "", beside = "", also = "" } = {}) {
  const spelt = [said, ...also.split("; ")].map((each) => ` ${folded(each)}`).filter((each) => each !== " ");
  return { kind, code, within, said, beside, spelt };
}

const NOT = 9;

// 0 begins with it, 1 one of its words does, 2 every word sought begins one of its words, 3 it is somewhere inside.
function distance(spelt, sought) {
  if (spelt.startsWith(` ${sought}`)) return 0;
  if (spelt.includes(` ${sought}`)) return 1;
  if (sought.split(" ").every((word) => spelt.includes(` ${word}`))) return 2;
  return spelt.includes(sought) ? 3 : NOT;
}

// The entries that fit, nearest first; of equals those that come first in the list, which begins with provinces.
export function found(entries, text) {
  const sought = folded(text);
  if (!sought) return [];
  const near = entries.map((each, place) => [Math.min(...each.spelt.map((spelt) => distance(spelt, sought))), place, each]);
  return near.filter(([far]) => far < NOT).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , each]) => each);
}
