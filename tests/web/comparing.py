"""What the tests of the comparison's pages share: addresses of the example, tables read cell by cell."""

import io
import re
import zipfile
from html import unescape

from example_workspace import BASE

HOME = f"{BASE}/doi-chieu/"
LIST = f"{HOME}sai-lech/"
WHICH = "loai=dossiers&trai=so&phai=mot_cua_dien_tu"
ONE = f"{LIST}mot/?{WHICH}&khoa="
SETTLE = f"{LIST}xu-ly/?{WHICH}"
PAUSED = "000.00.19.H20-210510-0002"  # a pause that the software does not have
OPEN = "000.00.19.H20-210412-0001"  # still open in the software


def table(html: str, name: str = "bang") -> list[list[str]]:
    """The rows of the table with an id, head first, each cell as it is read."""
    found = re.search(rf'<section class="table-block" id="{name}">(.*?)</section>', html, re.DOTALL)
    assert found, name
    rows = re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)
    return [[plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def plain(html: str) -> str:
    """What is read of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def docx_text(content: bytes) -> str:
    """The text of a Word document."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        xml = file.read("word/document.xml").decode()
    return " ".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in xml.split("</w:p>"))
