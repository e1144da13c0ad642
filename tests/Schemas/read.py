"""Reads the wiki's example, and writes a report about its first build, with the classes that quicktype generates."""
import json
import sys

import contract

with open(sys.argv[1], encoding='utf-8') as file:
    text = json.load(file)
waiting = contract.waiting_builds_from_dict(text)
for build in waiting.builds:
    print(f'{build.id}: {build.pkgs} for {build.chroots} of {build.copr.name}')

end = {'builds': [{'id': waiting.builds[0].id, 'ended_on': 1354752600.5, 'status': 1}]}
print(json.dumps(contract.build_updates_to_dict(contract.build_updates_from_dict(end)), separators=(',', ':')))
