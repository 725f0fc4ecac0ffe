"""Edits a workbook of the hospital as a planner would, in LibreOffice, and saves it in another form.

Run by `.ci/office.sh` with the workbook, the file to write, and what to do: `changes`, `damage`, `shift` or `none`.
LibreOffice listens on the pipe that the fourth argument names.
"""

import sys
import time

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


def prop(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(240):
        try:
            context = resolver.resolve(url)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.5)
    sys.exit("LibreOffice does not answer")


class Sheet:
    """A table: keys in the hidden first row, heads in the second, rows below."""

    def __init__(self, book, name):
        self.sheet = book.Sheets.getByName(name)
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        self.width = cursor.RangeAddress.EndColumn + 1
        self.height = cursor.RangeAddress.EndRow + 1

    def cell(self, column, row):
        return self.sheet.getCellByPosition(column, row)

    def column(self, key):
        for column in range(self.width):
            if self.cell(column, 0).String == key:
                return column
        sys.exit(f"no column {key}")

    def row(self, name):
        for row in range(2, self.height):
            if self.cell(0, row).String == name:
                return row
        sys.exit(f"no row {name}")

    def last(self):
        row = 2
        while self.cell(0, row).String or self.cell(1, row).String:
            row += 1
        return row


def changes(book):
    """One changed cell, one added row, one removed row, one candidate put in between."""
    places = Sheet(book, "Places")
    places.cell(places.column("lost"), places.row("place.riverside")).Value = 0.015
    sites = Sheet(book, "Sites")
    row = sites.last()
    for key, text in [("id", "field-hospital"), ("in", "north-town"), ("class", "cold"), ("ready-in", "12 h")]:
        sites.cell(sites.column(key), row).String = text
    contacts = Sheet(book, "Contacts")
    contacts.sheet.Rows.removeByIndex(contacts.row("contact.administrator-on-duty"), 1)
    successions = Sheet(book, "Successions")
    row = successions.last()
    for key, text in [("office", "chief-executive"), ("order", "statutes"), ("who", "technical-director")]:
        successions.cell(successions.column(key), row).String = text
    successions.cell(successions.column("rank"), row).Value = 1.5


def damage(book):
    """A date that lost its format, one that is a year, one turned to words; a likelihood in percent points."""
    offices = Sheet(book, "Offices")
    since = offices.column("since")
    number = book.NumberFormats.queryKey("General", offices.sheet.CharLocale, False)
    first = offices.cell(since, offices.row("office.chief-executive"))
    first.NumberFormat = number
    offices.cell(since, offices.row("office.chief-pharmacist")).Value = 2017
    offices.cell(since, offices.row("office.medical-director")).String = "1 Feb 2018"
    places = Sheet(book, "Places")
    places.cell(places.column("lost"), places.row("place.riverside")).Value = 15


def shift(book):
    """The heads of one sheet, and what stands below them, one column to the right: the hidden keys stay."""
    sites = Sheet(book, "Sites")
    start = sites.column("class")
    source = sites.sheet.getCellRangeByPosition(start, 1, sites.width - 2, sites.height - 1).RangeAddress
    target = sites.cell(start + 1, 1).CellAddress
    sites.sheet.copyRange(target, source)


def main():
    source, target, task, pipe = sys.argv[1:5]
    office = desktop(pipe)
    book = office.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, (prop("Hidden", True),))
    {"changes": changes, "damage": damage, "shift": shift, "none": lambda book: None}[task](book)
    book.storeToURL(
        uno.systemPathToFileUrl(target), (prop("FilterName", FILTERS[target.rsplit(".", 1)[1]]),)
    )
    book.close(True)


main()
