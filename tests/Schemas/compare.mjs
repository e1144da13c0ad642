// Compares the verdicts of the validators with the contract and with each other. gaps.json lists every difference.
import { readFileSync, readdirSync } from 'node:fs';

const [, , root, work] = process.argv;
const cases = JSON.parse(readFileSync(`${work}/cases.json`));
const gaps = JSON.parse(readFileSync(`${root}/tests/Schemas/gaps.json`));
const verdicts = readdirSync(work).filter(file => file.endsWith('.verdicts'))
  .map(file => [file.replace('.verdicts', ''), new Set(JSON.parse(readFileSync(`${work}/${file}`)))]);

const failures = [];
const unused = new Set(gaps.flatMap(({ what, cases }) => cases.map(id => `${id}: ${what}`)));
let agreed = 0;
for (const { id, expected } of cases) {
  const majority = expected ?? verdicts.filter(([, accepted]) => accepted.has(id)).length * 2 > verdicts.length;
  const different = verdicts.filter(([, accepted]) => accepted.has(id) !== majority).map(([name]) => name);
  if (different.length === 0) agreed++;

  const gap = gaps.find(({ cases }) => cases.includes(id));
  for (const name of different) {
    if (gap && expected !== true) unused.delete(`${id}: ${gap.what}`);
    else failures.push(`${id}: ${name} says ${!majority}, the contract or the others say ${majority}.`);
  }
}

failures.push(...[...unused].map(what => `A gap that does not occur: ${what}`));
console.log(failures.length > 0 ? failures.join('\n') : `Validators: ${verdicts.map(([name]) => name).join(', ')}.\n`
  + `${cases.length} documents: all ${verdicts.length} validators and the contract agree on ${agreed}, `
  + `and ${cases.length - agreed} are among the gaps that docs/conformance.md lists.`);
process.exit(failures.length === 0 && cases.length > 200 && verdicts.length === 6 ? 0 : 1);
