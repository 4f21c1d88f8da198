"""``python -m benchmarks.generator FOLDER ARTICLES [SEED]``: made-up articles as authored files."""

import sys
from pathlib import Path

from benchmarks.generator.corpus import SEED, write_corpus

if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else SEED)
