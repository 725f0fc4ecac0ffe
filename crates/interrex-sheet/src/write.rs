//! A plan as a workbook.
//!
//! Responsible for sheets that can be filled in and sent back: the key of each column stands in a
//! hidden first row, the name of each row in a gray first column, and a hidden sheet keeps a mark of
//! each row, by which it is known later who changed what. The same book gives the same bytes.

use interrex_tables::{Cell, Column, Holds, Language, ROW_KEY, Row, Table, head, mark};
use interrex_units::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Formula, Url, Workbook, Worksheet, XlsxError,
};

use crate::book::{Answers, Book, Value};
use crate::height::fit;
use crate::lists::Lists;
use crate::look::Look;
use crate::words::{Words, takes, words};
use crate::{LISTS_SHEET, SENT_SHEET, TABLE_MARK};

/// How many rows below the last one have drop-downs.
const ROWS_TO_FILL: u32 = 500;

/// The widths that a column may have, in letters.
const WIDTH: (usize, usize) = (9, 46);

/// The greatest width of the column with the names of rows, whose letters are small.
const ROW_WIDTH_MAX: usize = 26;

/// How many letters fit beside each other on a printed page that can still be read.
const PAGE_WIDTH: usize = 230;

/// Where the rows of a table begin: below the hidden keys and the heads.
const FIRST_ROW: u32 = 2;

/// The longest message that a spreadsheet program shows beside a cell, and the longest head of one.
const MESSAGE_MAX: usize = 250;
const MESSAGE_HEAD_MAX: usize = 30;

/// The greatest list that a drop-down holds without a sheet of its own.
const LIST_MAX: usize = 250;

/// The longest text that a cell of a workbook holds.
const CELL_MAX: usize = 32_767;

/// Writes a workbook.
///
/// # Errors
/// For people, where a text is longer than a cell of a workbook holds.
pub fn write(book: &Book) -> Result<Vec<u8>, String> {
    for table in &book.tables {
        too_long(table)?;
    }
    // Everything else that the writer refuses (too many rows, a name of a sheet) is decided here.
    written(book).map_err(|error| format!("the workbook cannot be written: {error}"))
}

fn too_long(table: &Table) -> Result<(), String> {
    for row in &table.rows {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            if cell.to_string().chars().count() > CELL_MAX {
                return Err(format!(
                    "`{}` has in `{}` a text of more than {CELL_MAX} letters, which no cell of a \
                     workbook holds; shorten it",
                    row.id, column.key
                ));
            }
        }
    }
    Ok(())
}

fn written(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let look = Look::new();
    let words = words(book.language);
    let lists = Lists::of(&book.tables);
    let mut workbook = Workbook::new();
    let made_on = date(book.date).or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok());
    let mut properties = DocProperties::new().set_title(&book.title);
    if let Some(made_on) = &made_on {
        properties = properties.set_creation_datetime(made_on);
    }
    workbook.set_properties(&properties);
    start(workbook.add_worksheet(), book, words, &look)?;
    let (alone, together): (Vec<&Answers>, Vec<&Answers>) =
        book.answers.iter().partition(|one| one.is_all);
    if !together.is_empty() {
        answers(
            workbook.add_worksheet(),
            book,
            words.answers,
            &together,
            &look,
        )?;
    }
    for one in alone {
        let sheet = workbook.add_worksheet();
        answers(sheet, book, words.failures, &[one], &look)?;
        // The caption stands above the head.
        sheet.set_freeze_panes(2, 1)?.set_repeat_rows(1, 1)?;
    }
    for table in &book.tables {
        sheet(workbook.add_worksheet(), book, table, &lists, words, &look)?;
    }
    hidden_lists(workbook.add_worksheet(), &lists)?;
    sent(workbook.add_worksheet(), book)?;
    workbook.save_to_buffer()
}

/// A date that a workbook has as such; days before 1910 stand as text, since a reader cannot tell them
/// from damage.
fn date(date: Date) -> Option<ExcelDateTime> {
    const YEAR_MIN: i16 = 1910;
    let year = u16::try_from(date.year())
        .ok()
        .filter(|_| date.year() >= YEAR_MIN)?;
    let month = u8::try_from(date.month()).ok()?;
    ExcelDateTime::from_ymd(year, month, u8::try_from(date.day()).ok()?).ok()
}

fn page(sheet: &mut Worksheet, book: &Book) {
    const A4: u8 = 9;
    /// So many letters of the title leave room for the name of the sheet.
    const TITLE_MAX: usize = 60;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    let marking = book.marking.join(" / ").replace('&', "&&");
    sheet.set_header(format!("&C&B{marking}"));
    let mut title: String = book.title.chars().take(TITLE_MAX).collect();
    if title.len() < book.title.len() {
        title.push('…');
    }
    let title = title.replace('&', "&&");
    sheet.set_footer(format!("&L{title}&R&A   &P / &N"));
}

/// The first sheet: what this is, and how to send it back.
fn start(sheet: &mut Worksheet, book: &Book, words: &Words, look: &Look) -> Result<(), XlsxError> {
    const LABEL_WIDTH: usize = 34;
    const WORDS_WIDTH: usize = 90;
    const TITLE_HEIGHT: f64 = 28.0;
    sheet.set_name(words.start)?;
    page(sheet, book);
    sheet
        .set_column_width(0, letters(LABEL_WIDTH))?
        .set_column_width(1, letters(WORDS_WIDTH))?;
    let mut row = 0;
    for marking in &book.marking {
        sheet.write_string_with_format(row, 0, marking, &look.marking)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, &book.title, &look.title)?;
    sheet.set_row_height(row, TITLE_HEIGHT)?;
    row += 2;
    let digest = (words.digest.to_owned(), book.digest.clone());
    let is_digest = |value: &str| value.contains(book.digest.get(..16).unwrap_or("-"));
    let has_digest = book.facts.iter().any(|(_, value)| is_digest(value));
    for (label, value) in book.facts.iter().chain((!has_digest).then_some(&digest)) {
        sheet.write_string_with_format(row, 0, label, &look.label)?;
        sheet.write_string_with_format(row, 1, value, &look.words)?;
        fit(
            sheet,
            row,
            [(label.as_str(), LABEL_WIDTH), (value.as_str(), WORDS_WIDTH)],
        )?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, words.how, &look.caption)?;
    row += 1;
    for (number, step) in (1..).zip(words.steps) {
        sheet.write_string_with_format(row, 0, format!("{number}."), &look.label)?;
        sheet.write_string_with_format(row, 1, *step, &look.words)?;
        fit(sheet, row, [(*step, WORDS_WIDTH)])?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, words.sheets, &look.caption)?;
    row += 1;
    for table in &book.tables {
        let url = Url::new(format!("internal:'{}'!A1", table.title)).set_text(table.title);
        sheet.write_url(row, 0, url)?;
        let about = format!("{} {}: {}", table.about, words.rows, table.rows.len());
        sheet.write_string_with_format(row, 1, &about, &look.words)?;
        fit(sheet, row, [(about.as_str(), WORDS_WIDTH)])?;
        row += 1;
    }
    Ok(())
}

/// A sheet of what `prove` answers.
fn answers(
    sheet: &mut Worksheet,
    book: &Book,
    name: &str,
    tables: &[&Answers],
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    page(sheet, book);
    let columns = tables.iter().map(|one| one.head.len()).max().unwrap_or(0);
    let mut widths = Vec::with_capacity(columns);
    for column in 0..columns {
        let texts = tables.iter().flat_map(|one| {
            let rows = one.rows.iter().filter_map(move |row| row.get(column));
            let cells = rows.map(|value| match value {
                Value::Text(text) => text.chars().count(),
                Value::Probability(_) => 10,
            });
            // Heads are set bold.
            cells.chain(one.head.get(column).map(|head| head.chars().count() + 4))
        });
        let widest = texts.max().unwrap_or(0).clamp(WIDTH.0, WIDTH.1);
        sheet.set_column_width(index(column), letters(widest))?;
        widths.push(widest);
    }
    let mut row = 0;
    for one in tables {
        row = answer(sheet, one, row, &widths, look)? + 1;
    }
    Ok(())
}

fn answer(
    sheet: &mut Worksheet,
    one: &Answers,
    mut row: u32,
    widths: &[usize],
    look: &Look,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(row, 0, &one.caption, &look.caption)?;
    row += 1;
    for (column, head) in one.head.iter().enumerate() {
        sheet.write_string_with_format(row, index(column), head, &look.head)?;
    }
    let heads = one.head.iter().map(String::as_str);
    fit(sheet, row, heads.zip(widths.iter().copied()))?;
    row += 1;
    for cells in &one.rows {
        for (column, value) in cells.iter().enumerate() {
            match value {
                Value::Text(text) => {
                    let text: String = text.chars().take(CELL_MAX).collect();
                    sheet.write_string_with_format(row, index(column), text, &look.plain)?
                }
                Value::Probability(number) => sheet.write_number_with_format(
                    row,
                    index(column),
                    *number,
                    &look.probability,
                )?,
            };
        }
        let texts = cells.iter().map(|value| match value {
            Value::Text(text) => text.as_str(),
            Value::Probability(_) => "",
        });
        fit(sheet, row, texts.zip(widths.iter().copied()))?;
        row += 1;
    }
    Ok(row)
}

/// One table.
fn sheet(
    sheet: &mut Worksheet,
    book: &Book,
    table: &Table,
    lists: &Lists,
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name(table.title)?;
    page(sheet, book);
    let order = shown_first(&table.columns);
    let row_head = head(table.name, ROW_KEY, book.language);
    sheet.write_string_with_format(0, 0, format!("{TABLE_MARK}{}", table.name), &look.key)?;
    sheet.write_string_with_format(1, 0, row_head, &look.row_head)?;
    sheet.set_column_format(0, &look.row)?;
    message(sheet, 1, 0, row_head, words.row_about)?;
    for (place, (_, column)) in order.iter().enumerate() {
        let at = index(place + 1);
        sheet.write_string_with_format(0, at, column.key, &look.key)?;
        sheet.write_string_with_format(1, at, &column.head, &look.head)?;
        sheet.set_column_format(at, format_of(column.holds, look))?;
        about(sheet, at, column, book.language, words)?;
        validate(sheet, at, column, table.rows.len(), lists, words)?;
    }
    for (number, row) in (FIRST_ROW..).zip(&table.rows) {
        sheet.write_string_with_format(number, 0, &row.id, &look.row)?;
        cells(sheet, number, row, &order, words, look)?;
    }
    sheet.set_row_hidden(0)?;
    let widths = widths(table, &order);
    heights(sheet, table, &order, &widths)?;
    columns(sheet, &widths, &order)?;
    view(sheet, &widths, &order)
}

/// Rows as high as what is in them.
fn heights(
    sheet: &mut Worksheet,
    table: &Table,
    order: &[(usize, &Column)],
    widths: &[usize],
) -> Result<(), XlsxError> {
    // Heads are set bold.
    let narrower = widths.iter().skip(1).map(|width| width.saturating_sub(2));
    let heads = order.iter().map(|(_, column)| column.head.as_str());
    fit(sheet, 1, heads.zip(narrower))?;
    for (number, row) in (FIRST_ROW..).zip(&table.rows) {
        let shown = order
            .iter()
            .map(|(from, _)| row.cells.get(*from).unwrap_or(&Cell::Empty));
        let shown: Vec<String> = shown.map(ToString::to_string).collect();
        let texts = shown
            .iter()
            .map(String::as_str)
            .zip(widths.iter().skip(1).copied());
        // The letters of a row's name are small.
        let name_width = widths.first().copied().unwrap_or(0) * 13 / 10;
        let name = (row.id.as_str(), name_width);
        fit(sheet, number, [name].into_iter().chain(texts))?;
    }
    Ok(())
}

/// What stays in sight, on the screen and on each printed page.
fn view(
    sheet: &mut Worksheet,
    widths: &[usize],
    order: &[(usize, &Column)],
) -> Result<(), XlsxError> {
    let naming = order
        .iter()
        .take_while(|(_, column)| column.is_main && is_naming(column.holds));
    let frozen = naming.count().clamp(1, 3) + 1;
    sheet.set_freeze_panes(FIRST_ROW, index(frozen))?;
    sheet
        .set_repeat_rows(1, 1)?
        .set_repeat_columns(0, index(frozen - 1))?;
    let main = order.iter().filter(|(_, column)| column.is_main).count();
    let printed: usize = widths.iter().take(main + 1).sum();
    let pages = u16::try_from(printed.div_ceil(PAGE_WIDTH)).unwrap_or(1);
    sheet.set_print_fit_to_pages(pages.max(1), 0);
    Ok(())
}

fn is_naming(holds: Holds) -> bool {
    matches!(holds, Holds::Id | Holds::Rank)
}

/// The columns with their places in the table: the main ones first, the others behind.
fn shown_first(columns: &[Column]) -> Vec<(usize, &Column)> {
    let all = || columns.iter().enumerate();
    let main = all().filter(|(_, column)| column.is_main);
    main.chain(all().filter(|(_, column)| !column.is_main))
        .collect()
}

fn format_of(holds: Holds, look: &Look) -> &rust_xlsxwriter::Format {
    match holds {
        Holds::Date => &look.date,
        Holds::Whole(..) | Holds::Number | Holds::Likelihood | Holds::Rank | Holds::Scalar => {
            &look.plain
        }
        _ => &look.text,
    }
}

fn cells(
    sheet: &mut Worksheet,
    number: u32,
    row: &Row,
    order: &[(usize, &Column)],
    words: &Words,
    look: &Look,
) -> Result<(), XlsxError> {
    for (place, (from, column)) in order.iter().enumerate() {
        let at = index(place + 1);
        let format = format_of(column.holds, look);
        match row.cells.get(*from).unwrap_or(&Cell::Empty) {
            Cell::Empty => sheet.write_blank(number, at, format)?,
            Cell::Text(text) | Cell::Fault(text) => {
                sheet.write_string_with_format(number, at, text, format)?
            }
            Cell::Number(value) => sheet.write_number_with_format(number, at, *value, format)?,
            Cell::Bool(value) => {
                let word = if *value { words.yes } else { words.no };
                sheet.write_string_with_format(number, at, word, format)?
            }
            Cell::Date(day) => match date(*day) {
                Some(day) => sheet.write_datetime_with_format(number, at, &day, format)?,
                None => sheet.write_string_with_format(number, at, day.to_string(), &look.text)?,
            },
        };
    }
    Ok(())
}

/// What a column is for, shown when its head is chosen.
fn about(
    sheet: &mut Worksheet,
    at: u16,
    column: &Column,
    language: Language,
    words: &Words,
) -> Result<(), XlsxError> {
    let mut parts = vec![takes(column.holds, language)];
    if column.is_required {
        parts.push(words.required);
    }
    if language == Language::English {
        parts.insert(0, column.about);
    }
    message(sheet, 1, at, &column.head, &parts.join(" "))
}

fn message(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    head: &str,
    text: &str,
) -> Result<(), XlsxError> {
    let validation = DataValidation::new()
        .allow_any_value()
        .set_input_title(shortened(head, MESSAGE_HEAD_MAX))?
        .set_input_message(shortened(text, MESSAGE_MAX))?;
    sheet.add_data_validation(row, at, row, at, &validation)?;
    Ok(())
}

fn shortened(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let start: String = text.chars().take(max.saturating_sub(4)).collect();
    format!("{start} ...")
}

/// The drop-down of a column, for its rows and those that are added.
fn validate(
    sheet: &mut Worksheet,
    at: u16,
    column: &Column,
    rows: usize,
    lists: &Lists,
    words: &Words,
) -> Result<(), XlsxError> {
    let validation = match column.holds {
        Holds::YesNo => DataValidation::new().allow_list_strings(&[words.yes, words.no])?,
        Holds::Choice(choices) if choices.join(",").chars().count() <= LIST_MAX => {
            DataValidation::new()
                .allow_list_strings(choices)?
                .set_error_style(DataValidationErrorStyle::Warning)
        }
        Holds::Name(_) => {
            let Some((list, count)) = lists.get(column.holds) else {
                return Ok(());
            };
            let name = rust_xlsxwriter::utility::column_number_to_name(list);
            let formula = format!("='{LISTS_SHEET}'!${name}$1:${name}${count}");
            DataValidation::new()
                .allow_list_formula(Formula::new(formula))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_message(words.not_in_list)?
        }
        Holds::Date => {
            let from = ExcelDateTime::from_ymd(1910, 1, 1)?;
            DataValidation::new()
                .allow_date(DataValidationRule::GreaterThanOrEqualTo(from))
                .set_error_style(DataValidationErrorStyle::Warning)
        }
        _ => return Ok(()),
    };
    let last = FIRST_ROW + u32::try_from(rows).unwrap_or(u32::MAX / 2) + ROWS_TO_FILL;
    sheet.add_data_validation(FIRST_ROW, at, last, at, &validation)?;
    Ok(())
}

/// How wide each column is, that with the names of rows first: as wide as what is in it, within
/// bounds.
fn widths(table: &Table, order: &[(usize, &Column)]) -> Vec<usize> {
    let longest = |text: &str| {
        text.lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or(0)
    };
    let names = table
        .rows
        .iter()
        .map(|row| longest(&row.id))
        .max()
        .unwrap_or(0);
    let mut widths = vec![names.clamp(WIDTH.0, ROW_WIDTH_MAX)];
    for (from, column) in order {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(*from));
        let cells = cells
            .map(|cell| longest(&cell.to_string()))
            .max()
            .unwrap_or(0)
            + 2;
        // A head breaks between its words, and is set bold.
        let head = column
            .head
            .split(' ')
            .map(|word| word.chars().count() + 4)
            .max();
        widths.push(cells.max(head.unwrap_or(0)).clamp(WIDTH.0, WIDTH.1));
    }
    widths
}

/// Gives the columns their widths; those that nobody uses are folded away.
fn columns(
    sheet: &mut Worksheet,
    widths: &[usize],
    order: &[(usize, &Column)],
) -> Result<(), XlsxError> {
    for (column, width) in widths.iter().enumerate() {
        sheet.set_column_width(index(column), letters(*width))?;
    }
    let main = order.iter().filter(|(_, column)| column.is_main).count();
    if main < order.len() {
        sheet.group_columns_collapsed(index(main + 1), index(order.len()))?;
    }
    Ok(())
}

fn index(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn letters(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

fn hidden_lists(sheet: &mut Worksheet, lists: &Lists) -> Result<(), XlsxError> {
    sheet.set_name(LISTS_SHEET)?;
    sheet.set_hidden(true);
    for (column, names) in lists.iter() {
        for (row, name) in (0..).zip(names) {
            sheet.write_string(row, column, name)?;
        }
    }
    Ok(())
}

/// The hidden sheet: which plan this is, and the mark of each row.
fn sent(sheet: &mut Worksheet, book: &Book) -> Result<(), XlsxError> {
    sheet.set_name(SENT_SHEET)?;
    sheet.set_hidden(true);
    sheet.write_string(0, 0, "digest")?;
    sheet.write_string(0, 1, &book.digest)?;
    let rows = book
        .tables
        .iter()
        .flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    for (number, (table, row)) in (1..).zip(rows) {
        sheet.write_string(number, 0, &row.id)?;
        sheet.write_string(number, 1, mark(table, row))?;
    }
    Ok(())
}
