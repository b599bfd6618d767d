#!/usr/bin/env python3
"""Makes the two fonts of the window from Inter's own files (OFL 1.1, version 3.019).

    pip install fonttools
    python3 make.py /usr/share/fonts/opentype/inter

What differs from the originals, and why:

- Digits have one width, as plus and minus do already (the `tnum` alternates take the place of the
  proportional ones in the character map): egui cannot ask a font for a feature, and the columns of a table must not dance.
- `calt` is gone: it would turn "2x4" into "2×4" and lift hyphens between capitals, in what people typed.
- Only what a lead's name, a rule or a number can need is kept: Latin, Greek, Cyrillic, punctuation, currency,
  arrows, mathematics, geometric shapes. Other scripts come from the system's fonts.

The copyright line names no reserved font name, so the files may keep theirs; OFL.txt goes with them.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

KEPT = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0250, 0x02FF), (0x0300, 0x036F), (0x0370, 0x03FF), (0x0400, 0x052F),
    (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2713, 0x2717), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
]
ONE_WIDTH = "0123456789"


def tabular(font):
    """From each glyph to its alternate of one width, by the `tnum` feature."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    mapping = {}
    for index in lookups:
        for sub in table.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(sub, "ExtSubTable", sub).mapping)
    return mapping


def make(source, target):
    font = TTFont(source)
    alternates = tabular(font)
    for cmap in font["cmap"].tables:
        for char in map(ord, ONE_WIDTH):
            if char in cmap.cmap:
                # Tables may share one map, and then the alternate already stands there.
                cmap.cmap[char] = alternates.get(cmap.cmap[char], cmap.cmap[char])

    options = Options()
    options.layout_features = ["ccmp", "locl", "kern", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
    options.hinting = True
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in KEPT for c in range(first, last + 1)])
    subsetter.subset(font)

    # Interpolated weights are off by a unit or two; equal is equal.
    digits = [font.getBestCmap()[ord(c)] for c in ONE_WIDTH]
    width = max(font["hmtx"][glyph][0] for glyph in digits)
    for glyph in digits:
        assert width - font["hmtx"][glyph][0] <= 4, f"{glyph} is no digit of one width"
        font["hmtx"][glyph] = (width, font["hmtx"][glyph][1])
    font.save(target)
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters, digits {width} wide")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    here = Path(__file__).parent
    for weight in ["Regular", "SemiBold"]:
        make(Path(sys.argv[1]) / f"Inter-{weight}.otf", here / f"Inter-{weight}.otf")
