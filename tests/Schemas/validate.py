"""Python's jsonschema. Writes the ids of the documents that it accepts."""
import glob
import json
import os
import sys

import jsonschema

folder, work = sys.argv[1:]
validators = {}
for path in glob.glob(f'{folder}/*.schema.json'):
    with open(path, encoding='utf-8') as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validators[os.path.basename(path).removesuffix('.schema.json')] = jsonschema.Draft202012Validator(schema)

with open(f'{work}/cases.json', encoding='utf-8') as file:
    cases = json.load(file)
accepted = [case['id'] for case in cases if validators[case['schema']].is_valid(json.loads(case['text']))]
with open(f"{work}/jsonschema (Python's re).verdicts", 'w', encoding='utf-8') as file:
    json.dump(accepted, file)
