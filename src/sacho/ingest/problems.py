"""Every problem that ingest can name, in one place, with what to do next.

A child sends only the code, so that no message can hold words of the report or its file name.
"""

from __future__ import annotations

from sacho.model.problem import Problem
from sacho.model.span import Spans

MESSAGES: dict[str, str] = {
    "format.empty": "The file holds no bytes. Ask for it again; it may have been cut on the way.",
    "format.unknown": (
        "These bytes are of no kind that Sacho reads. They are kept. Save the report as HTML, PDF, "
        "DOCX, EML or plain text and record that as well."
    ),
    "format.image": (
        "This is a picture, and Sacho does not read pictures. It is kept. Type the words into a "
        "text file and record that as well."
    ),
    "format.media": (
        "This is a sound or a film, and Sacho does not read those. It is kept. Record a transcript "
        "as well."
    ),
    "format.archive": "This is an archive. It is kept. Unpack it and record the reports within it.",
    "format.web-archive": (
        "This is a web archive. It is kept whole; each page within it that can be read is a report "
        "of its own."
    ),
    "web.no-page": (
        "The site answered with an error, with a redirect or with something that is no document. "
        "It is kept. Record the page itself."
    ),
    "web.packed": (
        "The site sent the page packed in a way that Sacho does not unpack (such as zstd). It is "
        "kept. Open it in a browser, save the page and record that as well."
    ),
    "format.office": (
        "This is an office file of a kind that Sacho does not read (such as DOC, HWP, ODT, RTF or "
        "XLSX). It is kept. Save it as DOCX or PDF and record that as well."
    ),
    "text.unreadable": (
        "The file is broken and no text could be taken from it. It is kept. Open it in another "
        "program, save it anew and record that as well."
    ),
    "text.none": (
        "No text was found in the file. It is kept. If you can see words in it, type them into a "
        "text file and record that as well."
    ),
    "text.scanned": (
        "The pages are pictures without text. They are kept. Run text recognition (OCR) on the "
        "file, or type the words into a text file, and record that as well."
    ),
    "text.pages-unread": "Some pages could not be read. Compare the text with the original.",
    "text.parts-unread": "Some parts could not be read. Compare the text with the original.",
    "text.encrypted": (
        "The file is locked with a password. It is kept. Save a copy without the password and "
        "record that as well."
    ),
    "text.time": (
        "Reading the file took too long and was stopped. It is kept. Save it as plain text and "
        "record that as well."
    ),
    "text.memory": (
        "Reading the file took too much memory and was stopped. It is kept. Save it as plain text "
        "and record that as well."
    ),
    "text.too-long": (
        "The file or its text is longer than Sacho takes. It is kept. Split it and record the parts."
    ),
    "text.bomb": (
        "The file is made to unpack to far more than it holds, or to draw in other files. It was "
        "not opened; it is kept. Treat whoever sent it with caution."
    ),
    "text.crashed": (
        "The program that reads this format failed on the file. It is kept. Save it as plain text "
        "and record that as well. Treat the file with caution."
    ),
    "text.encoding-guessed": (
        "The file does not say how its letters are written; Sacho chose the likeliest. If the text "
        "looks garbled, save it as UTF-8 and record that as well."
    ),
    "text.bytes-replaced": (
        "Some bytes stand for no letter and are shown as \N{REPLACEMENT CHARACTER}. Compare the "
        "text with the original."
    ),
    "text.hidden-characters": (
        "The original has invisible characters that can change how words look. The text is "
        "without them. Treat the original with caution."
    ),
    "text.look-alikes": (
        "Some words mix letters of two alphabets that look alike, so a name may not be the one that it "
        "seems. Search for such words by what they mean, and compare them with the original."
    ),
    "attachment.not-read": (
        "The message has an attachment that was not read. Save it as a file and record it as well."
    ),
    "language.not-read": (
        "The text is in neither English nor Korean. It is kept, and nothing is read in it. Record a "
        "translation as well."
    ),
    "language.unsure": (
        "There are too few words to tell the language. If it is wrong, give it with --language."
    ),
    "published.file-date": (
        "The document does not say when it was published; only the file says when it was made, "
        "which is often later. Give the date with --published if you know it."
    ),
    "sandbox.missing": (
        "This system cannot put up all the walls within which such a file is read. It is kept and "
        "was not opened. Read it on Linux with Landlock and seccomp, or save it as plain text; "
        "--without-sandbox reads it all the same."
    ),
    "sandbox.limited": (
        "On this system a file is read in a process of its own with fewer limits than on Linux. "
        "Do not open files from people you do not trust here."
    ),
}


def problem(code: str, spans: Spans = ()) -> Problem:
    """The problem of that code. Raises KeyError for a code that is not in the list."""
    return Problem(code=code, message=MESSAGES[code], spans=spans)
