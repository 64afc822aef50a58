"""Small files made to fill memory, disk or time: archives, packed streams, depth and number.

Each maker gives the bytes and the name under which they arrive. Sizes are drawn, so that no limit
can be met by chance alone.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from sacho.ingest.warc import response

MIB = 1 << 20
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
Bomb = tuple[bytes, str]


def document(body: bytes, more: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this body, and more members."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", _RELS)
        packed.writestr("word/document.xml", body)
        for name, data in (more or {}).items():
            packed.writestr(name, data)
    return into.getvalue()


def wrapped(inner: str) -> bytes:
    """The XML of a Word document around some of its paragraphs."""
    return f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'.encode()


def _size(chance: random.Random) -> int:
    return chance.randint(20, 60) * MIB


def zeros_in_docx(chance: random.Random) -> Bomb:
    """A member of a Word document that is nothing but blanks."""
    return document(wrapped(" " * _size(chance))), "a.docx"


def picture_in_docx(chance: random.Random) -> Bomb:
    """A picture beside the text that unpacks to a thousand times its size."""
    told = wrapped("<w:p><w:r><w:t>INVENTED words</w:t></w:r></w:p>")
    return document(told, {"word/media/a.png": bytes(_size(chance))}), "a.docx"


def elements_in_docx(chance: random.Random) -> Bomb:
    """Paragraphs without number, each of a few bytes."""
    return document(wrapped("<w:p/>" * chance.randint(1_500_000, 4_000_000))), "a.docx"


def varied_docx(chance: random.Random) -> Bomb:
    """The same with words between, so that it packs less well than a bomb does."""
    row = "".join(f"<w:p><w:r><w:t>{chance.random()}</w:t></w:r></w:p>" for _ in range(3000))
    return document(wrapped(row * chance.randint(150, 400))), "a.docx"


def deep_docx(chance: random.Random) -> Bomb:
    """Elements within elements."""
    deep = chance.randint(200_000, 900_000)
    return document(wrapped("<w:p>" * deep + "</w:p>" * deep)), "a.docx"


def attributes_in_docx(chance: random.Random) -> Bomb:
    """One element with very many attributes."""
    told = " ".join(f'a{n}="1"' for n in range(chance.randint(300_000, 900_000)))
    return document(wrapped(f"<w:p {told}/>")), "a.docx"


def members_of_docx(chance: random.Random) -> Bomb:
    """Very many members."""
    more = {f"word/{n}.xml": b"" for n in range(chance.randint(20_000, 60_000))}
    return document(wrapped(""), more), "a.docx"


def headers_of_docx(chance: random.Random) -> Bomb:
    """Very many headers, each of some size."""
    told = wrapped("<w:p><w:r><w:t>edge</w:t></w:r></w:p>" * 20_000)
    more = {f"word/header{n}.xml": told for n in range(chance.randint(50, 200))}
    return document(wrapped(""), more), "a.docx"


def overlapping_zip(chance: random.Random) -> Bomb:
    """One kernel of packed zeros that very many entries of the directory point to."""
    kernel = zlib.compress(bytes(MIB), 9)[2:-4]
    check = zlib.crc32(bytes(MIB))
    name = b"word/document.xml"
    local = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(kernel), MIB, len(name), 0
    )
    body = local + name + kernel
    count = chance.randint(1_000, 4_000)
    central = b""
    for n in range(count):
        each = name if n == 0 else b"word/%d.xml" % n
        central += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, check, len(kernel),
                               MIB, len(each), 0, 0, 0, 0, 0, 0) + each  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(central), len(body), 0)
    return body + central + end, "a.docx"


def lying_zip(chance: random.Random) -> Bomb:
    """The directory says that the member is small."""
    data = bytearray(document(wrapped(" " * _size(chance))))
    at = data.rfind(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 100)
        at = data.rfind(b"PK\x01\x02", 0, at)
    return bytes(data), "a.docx"


def many_members(chance: random.Random) -> Bomb:
    """A directory of up to a million members of no bytes."""
    count = chance.randint(200_000, 1_000_000)
    each = (
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        + b"a"
    )
    central = each * count
    start = (
        struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 17, 0)
        + b"word/document.xml"
    )
    big = struct.pack(
        "<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(central), len(start)
    )
    where = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(start) + len(central), 1)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return start + central + big + where + end, "a.docx"


def nested_zip(chance: random.Random) -> Bomb:
    """Archives within archives, each of several."""
    data = bytes(MIB)
    for _ in range(chance.randint(4, 7)):
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
            for n in range(8):
                packed.writestr(f"{n}.zip", data)
        data = into.getvalue()
    return data, "a.zip"


def slipping_zip(chance: random.Random) -> Bomb:
    """Members whose names lead out of the folder, and one that is a link."""
    link = zipfile.ZipInfo("word/link")
    link.external_attr = 0o120777 << 16
    into = io.BytesIO(document(wrapped("<w:p><w:r><w:t>INVENTED words</w:t></w:r></w:p>")))
    with zipfile.ZipFile(into, "a") as packed:
        packed.writestr("../" * chance.randint(3, 12) + "tmp/sacho-slip", b"x")
        packed.writestr("/tmp/sacho-slip", b"x")
        packed.writestr(link, b"/etc/passwd")
    return into.getvalue(), "a.docx"


def sparse_tar(chance: random.Random) -> Bomb:
    """A tar that says it holds far more than it does."""
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w") as packed:
        told = tarfile.TarInfo("a")
        packed.addfile(told)
    data = bytearray(into.getvalue())
    data[124:136] = b"%011o\0" % (chance.randint(1, 7) << 30)
    return bytes(data), "a.tar"


def packed_stream(chance: random.Random) -> Bomb:
    """A lone stream of gzip, bzip2 or xz."""
    pack = chance.choice((gzip.compress, bz2.compress, lzma.compress))
    return pack(bytes(_size(chance))), chance.choice(("a.gz", "a.bz2", "a.xz", "a.warc"))


def packed_warc(chance: random.Random) -> Bomb:
    """A web archive that is one packed stream of zeros behind a first record."""
    head = response("http://invented.example/", "192.0.2.1", (200, "OK"), [], b"words")
    return gzip.compress(head) + gzip.compress(bytes(_size(chance))), "a.warc.gz"


def long_warc(chance: random.Random) -> Bomb:
    """A record that is said to be as long as a disk, packed."""
    length = chance.randint(1, 9) * 10**12
    head = f"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    return gzip.compress(head.encode() + b"a" * _size(chance)), "a.warc.gz"


def packed_body(chance: random.Random) -> Bomb:
    """A page whose body unpacks to far more, once or twice."""
    body = gzip.compress(b"<p>" + b" " * _size(chance))
    if chance.random() < 0.5:
        body = gzip.compress(body * 50)
    head = [
        ("Content-Encoding", chance.choice(("gzip", "deflate", "br"))),
        ("Content-Type", "text/html"),
    ]
    return response("http://invented.example/", "192.0.2.1", (200, "OK"), head, body), "a.warc"


def records_of_warc(chance: random.Random) -> Bomb:
    """Very many records, packed."""
    one = response("http://invented.example/", "192.0.2.1", (200, "OK"), [], b"words")
    return gzip.compress(one * chance.randint(20_000, 60_000)), "a.warc.gz"


def _pdf(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", list[int]()
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + each + b"endobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % at for at in places)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + table + end


def _stream(data: bytes, filters: bytes) -> bytes:
    return b"<</Filter[%s]/Length %d>>stream\n" % (filters, len(data)) + data + b"\nendstream "


def _page_of(contents: bytes) -> bytes:
    return _pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        contents, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ])  # fmt: skip


def packed_pdf(chance: random.Random) -> Bomb:
    """A page whose packed stream holds nothing but blanks, or the same packed twice."""
    data, filters = zlib.compress(b" " * _size(chance) * 4, 9), b"/FlateDecode"
    if chance.random() < 0.5:
        data, filters = zlib.compress(data, 9), b"/FlateDecode/FlateDecode"
    return _page_of(_stream(data, filters)), "a.pdf"


def letters_in_pdf(chance: random.Random) -> Bomb:
    """A page of millions of letters, packed."""
    told = b"BT /F1 1 Tf " + b"(INVENTED) Tj " * chance.randint(300_000, 900_000) + b"ET"
    return _page_of(_stream(zlib.compress(told, 9), b"/FlateDecode")), "a.pdf"


def pages_of_pdf(chance: random.Random) -> Bomb:
    """A million times the same page."""
    kids = b"3 0 R " * chance.randint(200_000, 1_000_000)
    return _pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 1000000>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>",
    ]), "a.pdf"  # fmt: skip


def circle_of_pdf(chance: random.Random) -> Bomb:
    """Pages that hold one another."""
    return _pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count %d>>" % chance.randint(9, 10**9),
        b"<</Type/Pages/Kids[2 0 R]/Count 1>>",
    ]), "a.pdf"  # fmt: skip


def picture_in_pdf(chance: random.Random) -> Bomb:
    """A page with a picture of ten thousand million points."""
    side = chance.randint(50_000, 200_000)
    picture = zlib.compress(bytes(_size(chance)), 9)
    return _pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        _stream(zlib.compress(b"/X Do"), b"/FlateDecode"),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/Filter/FlateDecode/Length %d>>stream\n" % (side, side, len(picture)) + picture + b"\nendstream ",
    ]), "a.pdf"  # fmt: skip


def picture(chance: random.Random) -> Bomb:
    """A picture that says it is as large as a field."""
    side = chance.randint(30_000, 60_000)
    if chance.random() < 0.5:
        head = struct.pack(">2I5B", side, side, 8, 6, 0, 0, 0)
        chunk = (
            struct.pack(">I4s", 13, b"IHDR") + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
        )
        data = zlib.compress(bytes(_size(chance)), 9)
        return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(
            ">I4s", len(data), b"IDAT"
        ) + data, "a.png"
    return b"II*\x00" + struct.pack("<I", 8) + struct.pack(
        "<HHHII", 1, 256, 4, 1, side
    ) * 999, "a.tif"


def deep_html(chance: random.Random) -> Bomb:
    """A page of elements within elements."""
    tag = chance.choice(("div", "table><tr><td", "b", "ul><li"))
    return b"<html><body>" + f"<{tag}>".encode() * chance.randint(
        100_000, 400_000
    ) + b"words", "a.html"


def wide_html(chance: random.Random) -> Bomb:
    """A page of very many elements."""
    each = chance.choice((b"<p>a", b"<br>", b"<a href=a>a</a>", b"<td>"))
    return b"<html><body>" + each * chance.randint(1_000_000, 3_000_000), "a.html"


def attributes_of_html(chance: random.Random) -> Bomb:
    """One element with very many attributes."""
    told = b" ".join(b"a%d" % n for n in range(chance.randint(300_000, 900_000)))
    return b"<html><body><p " + told + b">words</p></body></html>", "a.html"


def json_in_html(chance: random.Random) -> Bomb:
    """A page whose linked data is as deep as a well."""
    deep = chance.randint(100_000, 2_000_000)
    return (
        b'<html><head><script type="application/ld+json">' + b"[" * deep + b"]" * deep
        + b"</script></head><body><p>words</p></body></html>", "a.html"
    )  # fmt: skip


def parts_of_mail(chance: random.Random) -> Bomb:
    """A message of messages, in depth or side by side."""
    head = b"From: a@invented.example\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
    count = chance.randint(3_000, 60_000)
    if chance.random() < 0.5:
        parts = b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(count // 20)
        )
        return head + parts, "a.eml"
    told = b"--b\nContent-Type: text/plain\n\nwords\n" * count
    return head + b"Content-Type: multipart/mixed; boundary=b\n\n" + told, "a.eml"


def packed_in_mail(chance: random.Random) -> Bomb:
    """A message with an attachment that is a bomb of its own."""
    inner = base64.encodebytes(zeros_in_docx(chance)[0])
    return (
        b"From: a@invented.example\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed;"
        b" boundary=b\n\n--b\nContent-Type: text/plain\n\nINVENTED words\n--b\nContent-Type: application/zip\n"
        b"Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.docx\n\n"
        + inner + b"--b--\n", "a.eml"
    )  # fmt: skip


def headers_of_mail(chance: random.Random) -> Bomb:
    """A message with a header without end."""
    told = chance.choice((b"a@a.a, ", b"=?utf-8?q?a?= ", b"(", b'"a" <a@a>, ', b"\\("))
    return b"Message-ID: <1@x>\nMIME-Version: 1.0\nFrom: " + told * chance.randint(
        50_000, 400_000
    ) + b"\n\nwords", "a.eml"


def one_line(chance: random.Random) -> Bomb:
    """Plain text of one line, or of nothing but ends of lines."""
    each = chance.choice(
        ("a", "a ", "\n", "# ", "> ", "- ", "[", "[a](", "**", "가", "\u0301", "\ufdfa")
    )
    return (each * (_size(chance) // 8 // len(each.encode()))).encode(), chance.choice(
        ("a.txt", "a.md")
    )


MADE: tuple[Callable[[random.Random], Bomb], ...] = (
    zeros_in_docx, picture_in_docx, elements_in_docx, varied_docx, deep_docx, attributes_in_docx,
    members_of_docx, headers_of_docx, overlapping_zip, lying_zip, many_members, nested_zip,
    slipping_zip, sparse_tar, packed_stream, packed_warc, long_warc, packed_body, records_of_warc,
    packed_pdf, letters_in_pdf, pages_of_pdf, circle_of_pdf, picture_in_pdf, picture, deep_html,
    wide_html, attributes_of_html, json_in_html, parts_of_mail, packed_in_mail, headers_of_mail,
    one_line,
)  # fmt: skip
