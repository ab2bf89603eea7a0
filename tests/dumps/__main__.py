"""`python -m tests.dumps NAME`: keep the configured database as tests/dumps/NAME.json.gz."""

import os
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consult.settings")
    django.setup()
    from tests.dumps import carry

    target = Path(__file__).with_name(f"{sys.argv[1]}.json.gz")
    rows = carry.write(target)
    print(f"{target.name}: {rows}")
