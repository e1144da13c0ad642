// ajv in its strict mode, with the regular expressions of ECMA-262, RE2 and Rust. Writes the ids of the documents that each accepts.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { RE2 } from 're2-wasm';
import { RRegex } from 'rregex';

const [, , folder, work] = process.argv;
const cases = JSON.parse(readFileSync(`${work}/cases.json`));
const engines = {
  'ajv (ECMA-262)': undefined,
  'ajv (RE2)': pattern => new RE2(pattern, 'u'),
  "ajv (Rust's regex)": pattern => {
    const regex = new RRegex(pattern);
    return { test: text => regex.isMatch(text), toString: () => pattern };
  },
};

for (const [name, create] of Object.entries(engines)) {
  // ajv writes the expression's source into the code that it generates, which only a standalone module needs.
  const regExp = create && Object.assign(pattern => create(pattern), { code: '' });
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, code: { regExp } });
  const validators = Object.fromEntries(readdirSync(folder).filter(file => file.endsWith('.schema.json'))
    .map(file => [file.replace('.schema.json', ''), ajv.compile(JSON.parse(readFileSync(`${folder}/${file}`)))]));
  const accepted = cases.filter(({ schema, text }) => validators[schema](JSON.parse(text))).map(({ id }) => id);
  writeFileSync(`${work}/${name}.verdicts`, JSON.stringify(accepted));
}
