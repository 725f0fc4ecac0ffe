"""Changes a document of Word in LibreOffice, as a planner would, and saves it as a document of Word.

    python3 word.py FROM.docx TO.docx SCENARIO...

Each scenario changes one thing; each names its table by the gray cell in the line below the heads.
"""

import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def prop(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def connect(folder):
    """Starts LibreOffice with settings of its own, and waits until it answers."""
    pipe = f"interrex{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation=file://{folder}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            context = resolver.resolve(
                f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            )
            manager = context.ServiceManager
            return office, manager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except NoConnectException:
            time.sleep(0.5)
    office.kill()
    sys.exit("LibreOffice does not answer")


NOTE = "Changed in Word, with a dash – and “quotes”"


class Form:
    """A table that is sent back."""

    FIRST = 2

    def __init__(self, document, name):
        for table in document.TextTables:
            if table.Rows.Count > 1 and self.text(table, 0, 1) == f"{name}/row":
                self.table = table
                break
        else:
            sys.exit(f"the document has no table `{name}`")
        self.keys = [
            self.text(table, column, 1) for column in range(table.Columns.Count)
        ]

    @staticmethod
    def text(table, column, row):
        cell = table.getCellByPosition(column, row)
        return cell.String if cell else ""

    def row(self, name):
        for row in range(self.FIRST, self.table.Rows.Count):
            if self.text(self.table, 0, row).split(" ")[0] == name:
                return row
        sys.exit(f"the table has no row `{name}`")

    def put(self, row, key, words):
        self.table.getCellByPosition(self.keys.index(key), row).String = words


def changed(document):
    form = Form(document, "sites")
    form.put(form.row("site.annex"), "note", NOTE)


def added(document):
    form = Form(document, "people")
    row = form.table.Rows.Count
    form.table.Rows.insertByIndex(row, 1)
    form.put(row, "id", "added-in-word")
    form.put(row, "title", "Somebody whom a planner put in")
    form.put(row, "base", "annex")


def removed(document):
    form = Form(document, "exercises")
    form.table.Rows.removeByIndex(form.row("exercise.table-of-neighbors"), 1)


def damaged(document):
    form = Form(document, "sources")
    form.put(form.row("source.flood-study"), "date", "2025-09-31")


def shifted(document):
    """The heads stay where they are; what stands in two columns changes places, keys included."""
    form = Form(document, "places")
    for row in range(1, form.table.Rows.Count):
        left = form.table.getCellByPosition(1, row)
        right = form.table.getCellByPosition(2, row)
        left.String, right.String = right.String, left.String


def tracked(document):
    """As `changed`, with the changes recorded."""
    document.RecordChanges = True
    form = Form(document, "sites")
    cell = form.table.getCellByPosition(
        form.keys.index("note"), form.row("site.annex")
    )
    cursor = cell.createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    cursor.String = NOTE


SCENARIOS = {
    one.__name__: one for one in (changed, added, removed, damaged, shifted, tracked)
}


def main():
    source, target, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        office, desktop = connect(folder)
        try:
            document = desktop.loadComponentFromURL(
                uno.systemPathToFileUrl(os.path.abspath(source)),
                "_blank",
                0,
                (prop("Hidden", True),),
            )
            for name in names:
                SCENARIOS[name](document)
            document.storeToURL(
                uno.systemPathToFileUrl(os.path.abspath(target)),
                (prop("FilterName", "MS Word 2007 XML"),),
            )
            document.close(True)
        finally:
            try:
                desktop.terminate()
            finally:
                office.wait(60)


main()
