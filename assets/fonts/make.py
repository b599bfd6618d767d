"""Makes the fonts that Tandem ships from Inter's own files (https://github.com/rsms/inter, OFL, no reserved font name).

    pip install fonttools
    python make.py FOLDER-WITH-INTER-OTF

Two changes: the digits and signs are the tabular ones (Inter has them as the OpenType feature `tnum`, which egui does not
apply), and only the scripts that Inter is good at are kept: Latin, Greek, Cyrillic, punctuation, arrows, mathematics.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x24F), (0x250, 0x2AF), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1FFF),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
]


def tabular(font):
    """The single substitutions of the feature `tnum`, by glyph name."""
    table = font["GSUB"].table
    wanted = {i for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
              for i in record.Feature.LookupListIndex}
    mapping = {}
    for index in wanted:
        for sub in table.LookupList.Lookup[index].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            mapping.update(getattr(sub, "mapping", {}))
    return mapping


def make(source, target):
    font = TTFont(source)
    mapping = tabular(font)
    signs = {ord(c) for c in "0123456789+−±×÷=<>.,:%"} - {ord(c) for c in ".,:%"}
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            for code in signs & set(cmap.cmap):
                cmap.cmap[code] = mapping.get(cmap.cmap[code], cmap.cmap[code])
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=True, name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    subsetter.subset(font)
    font.save(target)


if __name__ == "__main__":
    for weight in ("Regular", "Medium", "SemiBold"):
        make(Path(sys.argv[1]) / f"Inter-{weight}.otf", Path(__file__).parent / f"Inter-{weight}.otf")
