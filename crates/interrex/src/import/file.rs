//! The file that is imported: which form it has, and which tables are in it.

use std::path::Path;

use interrex_sheet::{Sheet, comma_separated, delivery, sheets, table_of_heads};
use interrex_tables::{Cell, Delivery, IncomingRow, Mapping, Place, Roster};

use crate::args::ImportArgs;
use crate::files;

/// What a file brings.
pub(super) struct Incoming {
    /// Its tables.
    pub(super) delivery: Delivery,
    /// The mapping by which they were made.
    pub(super) mapping: Option<Mapping>,
    /// What was not read, a sentence each.
    pub(super) unread: Vec<String>,
}

/// Reads the tables of a file.
///
/// # Errors
/// A sentence for people, where nothing in it can be read.
pub(super) fn read(args: &ImportArgs, file: &Path, bytes: &[u8]) -> Result<Incoming, String> {
    if let Some(map) = &args.map {
        return mapped(map, file, bytes);
    }
    match ending(file).as_str() {
        "csv" | "tsv" => plain(args, file, bytes),
        "docx" | "docm" => document(file, bytes),
        _ => workbook(file, bytes),
    }
}

fn ending(file: &Path) -> String {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    ending.to_lowercase()
}

fn of(file: &Path, error: &str) -> String {
    format!("`{}` {error}", file.display())
}

fn workbook(file: &Path, bytes: &[u8]) -> Result<Incoming, String> {
    let sheets = sheets(bytes).map_err(|error| of(file, &error))?;
    let (delivery, unread) = delivery(&sheets);
    if delivery.tables.is_empty() {
        return Err(of(
            file,
            "has no sheet that is a table of a plan; read a roster with `--map MAPPING`, which \
             `--draft-map FILE` starts",
        ));
    }
    let unread = unread.into_iter();
    let unread = unread.map(|one| format!("sheet `{}` was not read: {}", one.name, one.reason));
    Ok(Incoming {
        delivery,
        mapping: None,
        unread: unread.collect(),
    })
}

/// A document with the tables of a plan.
fn document(file: &Path, bytes: &[u8]) -> Result<Incoming, String> {
    let delivery = interrex_word::read(bytes)
        .map_err(|refusal| format!("`{}` cannot be read: {refusal}", file.display()))?;
    Ok(Incoming {
        delivery,
        mapping: None,
        unread: Vec::new(),
    })
}

/// A comma-separated file that is one table of a plan, named by `--table` or by its own name.
fn plain(args: &ImportArgs, file: &Path, bytes: &[u8]) -> Result<Incoming, String> {
    let sheet = comma_separated(bytes).map_err(|error| of(file, &error))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = args.table.as_deref().unwrap_or(&stem);
    let table = table_of_heads(name, &sheet).ok_or_else(|| {
        format!(
            "`{}` does not say which table of the plan it is; name one with `--table`, such as \
             `--table sites`, or read a roster with `--map MAPPING`, which `--draft-map FILE` starts",
            file.display()
        )
    })?;
    Ok(Incoming {
        delivery: Delivery {
            tables: vec![table],
            ..Delivery::default()
        },
        mapping: None,
        unread: Vec::new(),
    })
}

fn mapped(map: &Path, file: &Path, bytes: &[u8]) -> Result<Incoming, String> {
    let (path, text) = files::read_file(map).map_err(|error| error.to_string())?;
    let listed = |wrong: Vec<String>| {
        let lines: Vec<String> = wrong.iter().map(|line| format!("\n  {line}")).collect();
        format!("the mapping `{path}` does not fit:{}", lines.concat())
    };
    let mapping = Mapping::parse(&path, &text).map_err(listed)?;
    let roster = roster(file, bytes, mapping.sheet())?;
    let delivery = mapping.delivery(&roster).map_err(listed)?;
    Ok(Incoming {
        delivery,
        mapping: Some(mapping),
        unread: Vec::new(),
    })
}

/// The roster in a file: its first line are the heads.
///
/// # Errors
/// A sentence for people.
pub(super) fn roster(file: &Path, bytes: &[u8], sheet: Option<&str>) -> Result<Roster, String> {
    let sheet = match ending(file).as_str() {
        "csv" | "tsv" => comma_separated(bytes).map_err(|error| of(file, &error))?,
        _ => of_workbook(file, bytes, sheet)?,
    };
    let within = match sheet.name.as_str() {
        "" => String::new(),
        name => format!("sheet `{name}`"),
    };
    let mut lines = sheet.lines.into_iter();
    let mut lines = lines
        .by_ref()
        .skip_while(|line| line.cells.iter().all(Cell::is_empty));
    let heads = lines.next().ok_or_else(|| of(file, "has no rows"))?;
    let rows = lines.map(|line| IncomingRow {
        place: Place {
            within: within.clone(),
            row: line.number,
        },
        cells: line.cells,
    });
    let rows = rows.collect();
    Ok(Roster {
        heads: heads.cells.iter().map(ToString::to_string).collect(),
        rows,
        within,
    })
}

fn of_workbook(file: &Path, bytes: &[u8], name: Option<&str>) -> Result<Sheet, String> {
    let sheets = sheets(bytes).map_err(|error| of(file, &error))?;
    let mut seen = sheets.into_iter().filter(|sheet| !sheet.is_hidden);
    match name {
        None => seen.next().ok_or_else(|| of(file, "has no sheet")),
        Some(name) => seen.find(|sheet| sheet.name == name).ok_or_else(|| {
            of(
                file,
                &format!("has no sheet `{name}`, which the mapping speaks of"),
            )
        }),
    }
}
