//! A plan that goes out as tables and comes back as it was changes nothing, whatever is in it.

use std::fs;
use std::path::{Path, PathBuf};

use interrex_tables::{
    Accept, Cell, Delivery, Head, Incoming, IncomingRow, Language, Place, ROW_KEY, Sent, Table,
    Texts, What, mark,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a plan in the order in which they are read.
fn plan(folder: &Path) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    collect(folder, &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a plan is text");
        (path.display().to_string(), text)
    };
    paths.iter().map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("register") {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            // Beside the plan of a case stand its acts and its questions.
            if !folder.ancestors().any(|above| above.ends_with("cases"))
                || path.ends_with("plan.toml")
            {
                paths.push(path);
            }
        }
    }
}

/// Every plan of the examples: a folder each, in `cases` and `county` one or more files.
fn plans() -> Vec<(String, Vec<(String, String)>)> {
    let mut plans = Vec::new();
    let examples = root().join("examples");
    let mut folders: Vec<PathBuf> = Vec::new();
    for above in [examples.clone(), examples.join("cases")] {
        let entries = fs::read_dir(above).expect("examples");
        folders.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    folders.sort();
    for folder in folders
        .iter()
        .filter(|path| path.is_dir() && !path.ends_with("cases"))
    {
        if folder.ends_with("mappings") {
            continue;
        }
        let files = plan(folder);
        if !files.is_empty() {
            plans.push((folder.display().to_string(), files));
        }
    }
    plans
}

fn incoming(table: &Table, with_keys: bool) -> Incoming {
    let row_head = Head {
        text: "Row".to_owned(),
        key: Some(ROW_KEY.to_owned()),
    };
    let heads = table.columns.iter().map(|column| Head {
        text: column.head.clone(),
        key: with_keys.then(|| column.key.to_owned()),
    });
    let row = |(index, row): (usize, &interrex_tables::Row)| IncomingRow {
        place: Place {
            within: table.title.to_owned(),
            row: index + 3,
        },
        cells: [Cell::text(&row.id)]
            .into_iter()
            .chain(row.cells.iter().cloned())
            .collect(),
    };
    Incoming {
        table: table.name.to_owned(),
        within: table.title.to_owned(),
        heads: [row_head].into_iter().chain(heads).collect(),
        rows: table.rows.iter().enumerate().map(row).collect(),
        is_whole: true,
        prefix: None,
    }
}

/// Every cell as a program that knows words alone would give it back.
fn in_words(delivery: &mut Delivery) {
    for table in &mut delivery.tables {
        for row in &mut table.rows {
            for cell in &mut row.cells {
                *cell = Cell::text(&cell.to_string());
            }
        }
    }
}

fn check(name: &str, texts: &Texts, delivery: &Delivery) {
    let changes = texts.compare(
        delivery,
        Accept {
            deletions: true,
            refusals: false,
        },
    );
    for row in &changes.rows {
        assert_eq!(
            row.what,
            What::Unchanged,
            "{name}: {} {:?}",
            row.id,
            row.place
        );
    }
    assert_eq!(changes.remarks, Vec::<String>::new(), "{name}");
    assert_eq!(changes.texts(), None, "{name}");
}

#[test]
fn what_comes_back_as_it_went_out_changes_nothing() {
    let plans = plans();
    assert!(plans.len() > 10, "the examples are found");
    for (name, files) in plans {
        let texts = Texts::parse(&files).expect("examples are TOML");
        assert_eq!(texts.files(), files, "{name}");
        for language in Language::ALL {
            let tables = texts.tables(language);
            let marks = tables.iter().flat_map(|table| {
                table
                    .rows
                    .iter()
                    .map(|row| (row.id.clone(), mark(table, row)))
            });
            let sent = Sent {
                digest: interrex_plan::digest(&files),
                rows: marks.collect(),
            };
            let mut delivery = Delivery {
                tables: tables.iter().map(|table| incoming(table, true)).collect(),
                sent: Some(sent),
                left: Vec::new(),
            };
            check(&name, &texts, &delivery);
            in_words(&mut delivery);
            for table in delivery
                .tables
                .iter_mut()
                .flat_map(|table| &mut table.heads)
            {
                table.key = None;
            }
            check(&name, &texts, &delivery);
        }
    }
}

/// What a plan says is in its tables, apart from the keys that no table shows.
#[test]
fn every_plan_has_its_people_offices_and_sites() {
    for (name, files) in plans() {
        let texts = Texts::parse(&files).expect("examples are TOML");
        let reading = interrex_plan::read(&files);
        let count = |table: &str| {
            let tables = texts.tables(Language::English);
            tables
                .iter()
                .find(|one| one.name == table)
                .map_or(0, |table| table.rows.len())
        };
        assert_eq!(count("people"), reading.plan.people.len(), "{name}");
        assert_eq!(count("offices"), reading.plan.offices.len(), "{name}");
        assert_eq!(count("sites"), reading.plan.sites.len(), "{name}");
        assert_eq!(count("functions"), reading.plan.functions.len(), "{name}");
    }
}
