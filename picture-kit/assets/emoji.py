"""Packs the pictures of Noto Color Emoji that picture-kit ships. Run by ./make; see docs/decisions/pictures.md.

The pack: for each emoji one line "code points in hex, joined by -" TAB "bytes of its PNG", an empty line, then the PNGs in
that order. Variation selectors (FE0F) are left out of the code points, since people leave them out too.
"""

import io
import re
import subprocess
import sys

from fontTools.ttLib import TTFont
from PIL import Image

FONT, LIST, TARGET = sys.argv[1:4]
SIDE = 64
COLORS = "64"

font = TTFont(FONT)
SEQUENCE = re.compile(r"([0-9A-F ]+?) *; (?:fully-qualified|component)")


def sequences():
    """Unicode's recommended emoji. Two people of two skin colors are 700 pictures that hardly anybody has in a name."""
    for line in open(LIST, encoding="utf-8"):
        match = SEQUENCE.match(line)
        if match:
            points = [int(point, 16) for point in match.group(1).split()]
            if sum(0x1F3FB <= point <= 0x1F3FF for point in points) < 2:
                yield points


def glyphs(wanted):
    """What the font shows for each: one glyph, or nothing."""
    text = "\n".join("".join(map(chr, points)) for points in wanted)
    shaped = subprocess.run(
        ["hb-shape", "--no-positions", "--no-clusters", "--no-glyph-names", FONT],
        input=text, capture_output=True, text=True, check=True,
    ).stdout.split("\n")
    for points, line in zip(wanted, shaped):
        names = line.strip("[]").split("|")
        if len(names) == 1:
            yield points, font.getGlyphName(int(names[0]))
        else:
            print("not in the font:", "-".join("%x" % point for point in points))


def small(png):
    """Square, 64 pixels, few colors."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    side = max(image.size)
    square = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    # Colors weighted by how opaque they are, or transparent black darkens the rim.
    out = io.BytesIO()
    square.convert("RGBa").resize((SIDE, SIDE), Image.LANCZOS).convert("RGBA").save(out, "PNG")
    return subprocess.run(
        ["pngquant", "--strip", "--speed", "1", COLORS, "-"],
        input=out.getvalue(), capture_output=True, check=True,
    ).stdout


bitmaps = font["CBDT"].strikeData[0]
pack = []
made = {}
for points, name in glyphs(list(sequences())):
    if name not in bitmaps:
        print("no picture:", name)
        continue
    if name not in made:
        made[name] = small(bitmaps[name].imageData)
    pack.append(("-".join("%x" % point for point in points if point != 0xFE0F), made[name]))
with open(TARGET, "wb") as file:
    for key, png in pack:
        file.write(("%s\t%d\n" % (key, len(png))).encode())
    file.write(b"\n")
    for _, png in pack:
        file.write(png)
    print("%d emoji, %d bytes" % (len(pack), file.tell()))
