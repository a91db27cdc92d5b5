"""Makes the fonts that picture-kit ships from Debian's Noto packages. Run by ./make; see docs/decisions/pictures.md."""

import os
import sys

from fontTools import subset

SOURCE, TARGET = sys.argv[1:3]

# Everyday characters of China, Taiwan, Japan and Korea, by the standards that list them.
# Of Big5 the first level: its second has what nearly nobody writes.
EVERYDAY = {"gb2312": 0xFF, "big5": 0xC6, "shift_jis": 0xFF, "euc_kr": 0xFF}


def encodable(codec, last_row):
    for point in range(0x3400, 0xA000):
        try:
            if chr(point).encode(codec)[0] <= last_row:
                yield point
        except UnicodeEncodeError:
            pass


def cjk():
    points = set()
    for first, last in [
        (0x1100, 0x11FF),  # Hangul letters
        (0x2E80, 0x2FDF),  # radicals
        (0x3000, 0x33FF),  # punctuation, kana, bopomofo, enclosed
        (0xAC00, 0xD7A3),  # Hangul syllables
        (0xF900, 0xFAFF),  # compatibility ideographs
        (0xFE30, 0xFE4F),
        (0xFF00, 0xFFEF),  # full and half width
    ]:
        points.update(range(first, last + 1))
    for codec, last_row in EVERYDAY.items():
        points.update(encodable(codec, last_row))
    return points


def everything():
    return range(0x20, 0x30000)


# file name: source, face of a collection, code points
FONTS = {
    "Latin.ttf": ("truetype/noto/NotoSans-Regular.ttf", -1, everything()),
    "Latin-Bold.ttf": ("truetype/noto/NotoSans-Bold.ttf", -1, everything()),
    "Arabic.ttf": ("truetype/noto/NotoSansArabic-Regular.ttf", -1, everything()),
    "Arabic-Bold.ttf": ("truetype/noto/NotoSansArabic-Bold.ttf", -1, everything()),
    "Hebrew.ttf": ("truetype/noto/NotoSansHebrew-Regular.ttf", -1, everything()),
    "Devanagari.ttf": ("truetype/noto/NotoSansDevanagari-Regular.ttf", -1, everything()),
    "Thai.ttf": ("truetype/noto/NotoSansThai-Regular.ttf", -1, everything()),
    # The first face of the collection has Japan's forms of the ideographs.
    "CJK.otf": ("opentype/noto/NotoSansCJK-Regular.ttc", 0, cjk()),
    # Letters that people decorate their names with.
    "Math.ttf": ("truetype/noto/NotoSansMath-Regular.ttf", -1, everything()),
    "Symbols.ttf": ("truetype/noto/NotoSansSymbols-Regular.ttf", -1, everything()),
    "Symbols2.ttf": ("truetype/noto/NotoSansSymbols2-Regular.ttf", -1, range(0x2000, 0x2E80)),
}


def make(name, source, face, points):
    options = subset.Options()
    options.font_number = face
    options.hinting = False  # outlines are filled as they are
    options.desubroutinize = False
    options.notdef_outline = True
    options.drop_tables += ["MATH", "DSIG", "vhea", "vmtx", "VORG", "BASE"]
    if source.endswith(".ttc"):
        # Neither vertical lines nor the forms of other countries.
        options.layout_features = ["ccmp", "ljmo", "vjmo", "tjmo"]
    font = subset.load_font(os.path.join(SOURCE, source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    target = os.path.join(TARGET, name)
    # A fixed date: the same source gives the same bytes.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    subset.save_font(font, target, options)
    print("%-18s %9d bytes, %5d characters" % (name, os.path.getsize(target), len(font.getBestCmap())))


for name, (source, face, points) in FONTS.items():
    make(name, source, face, points)
