//! What rows of a file do to a plan: each change, each refusal, and the text that comes of it.

#![expect(
    clippy::indexing_slicing,
    reason = "a test that indexes wrongly fails, as it should"
)]

use interrex_tables::{
    Accept, Cell, Changes, Delivery, Head, Incoming, IncomingRow, Language, Place, ROW_KEY, Sent,
    Table, Texts, What, mark,
};

const PLAN: &str = r#"# The plan of a small office.
[plan]
title = "A plan"
horizon = "30 d"

# Places, each with what threatens it.

[place.kyiv] # the capital
lost = 0.3 # as assessed

[place.lviv]

# Where people work.

# The main office, since 1991.
[site.main]
in = "kyiv"
ready-in = "0 h"

[site.annex]
in = "lviv"
class = "warm"
ready-in = "12 h"
borrowed = true
lost = { likelihood = 0.05, assumed = true }

[person.head]
base = "kyiv"

[person.deputy]
base = "lviv"

[person.clerk]

[office.director]
title = "Director"
holder = "head"
ground.dead = {}

[office.deputy]
holder = "deputy"

[office.director.order.line]
on = ["dead"]
# First come those who hold an office.
candidates = [
    "office.deputy", # sworn already
    # a person
    { who = "clerk", note = "last" },
]

[record.register]
age-max = "24 h"

[[record.register.copy]]
at = "kyiv"
name = "main"

[[record.register.copy]]
at = "lviv"
age = "12 h"

[[contact]]
who = "office.director"
confirmed-on = 2022-02-20
"#;

/// A table with its rows as they come back, each with its number.
type Sheet = (Table, Vec<(usize, Vec<Cell>)>);

/// A workbook in memory: the tables of the plan, to be changed cell by cell.
struct Book {
    tables: Vec<Sheet>,
    sent: Option<Sent>,
    whole: bool,
}

impl Book {
    fn of(text: &str) -> Self {
        let texts = Texts::parse(&[("plan.toml", text)]).expect("TOML");
        let tables = texts.tables(Language::English);
        let marks = tables.iter().flat_map(|table| {
            table
                .rows
                .iter()
                .map(|row| (row.id.clone(), mark(table, row)))
        });
        let sent = Sent {
            digest: interrex_plan::digest(&[("plan.toml", text)]),
            rows: marks.collect(),
        };
        let with_rows = |table: Table| {
            let rows = table.rows.iter().enumerate().map(|(index, row)| {
                let cells = [Cell::text(&row.id)].into_iter().chain(row.cells.clone());
                (index + 3, cells.collect())
            });
            let rows = rows.collect();
            (table, rows)
        };
        Self {
            tables: tables.into_iter().map(with_rows).collect(),
            sent: Some(sent),
            whole: true,
        }
    }

    fn table(&mut self, name: &str) -> &mut Sheet {
        let table = self.tables.iter_mut().find(|(table, _)| table.name == name);
        table.unwrap_or_else(|| panic!("a table {name}"))
    }

    fn set(&mut self, name: &str, id: &str, key: &str, cell: Cell) -> &mut Self {
        let (table, rows) = self.table(name);
        let at = 1 + table
            .columns
            .iter()
            .position(|column| column.key == key)
            .expect("a column");
        let row = rows
            .iter_mut()
            .find(|(_, cells)| cells[0] == Cell::text(id))
            .expect("a row");
        row.1[at] = cell;
        self
    }

    fn add(&mut self, name: &str, filled: &[(&str, Cell)]) -> &mut Self {
        let (table, rows) = self.table(name);
        let mut cells = vec![Cell::Empty; table.columns.len() + 1];
        for (key, cell) in filled {
            let at = table.columns.iter().position(|column| column.key == *key);
            cells[1 + at.unwrap_or_else(|| panic!("a column {key}"))] = cell.clone();
        }
        let number = rows.last().map_or(3, |(number, _)| number + 1);
        rows.push((number, cells));
        self
    }

    fn remove(&mut self, name: &str, id: &str) -> &mut Self {
        self.table(name)
            .1
            .retain(|(_, cells)| cells[0] != Cell::text(id));
        self
    }

    fn delivery(&self) -> Delivery {
        let tables = self.tables.iter().map(|(table, rows)| Incoming {
            table: table.name.to_owned(),
            within: format!("sheet `{}`", table.title),
            heads: [Head {
                text: "Row".to_owned(),
                key: Some(ROW_KEY.to_owned()),
            }]
            .into_iter()
            .chain(table.columns.iter().map(|column| Head {
                text: column.head.clone(),
                key: Some(column.key.to_owned()),
            }))
            .collect(),
            rows: rows
                .iter()
                .map(|(number, cells)| IncomingRow {
                    place: Place {
                        within: format!("sheet `{}`", table.title),
                        row: *number,
                    },
                    cells: cells.clone(),
                })
                .collect(),
            is_whole: self.whole,
            prefix: None,
        });
        Delivery {
            tables: tables.collect(),
            sent: self.sent.clone(),
            left: Vec::new(),
        }
    }

    fn changes(&self, accept: Accept) -> Changes {
        let texts = Texts::parse(&[("plan.toml", PLAN)]).expect("TOML");
        texts.compare(&self.delivery(), accept)
    }
}

fn words(words: &str) -> Cell {
    Cell::text(words)
}

/// What is said of rows that do not stay as they are.
fn said(changes: &Changes) -> Vec<String> {
    let rows = changes
        .rows
        .iter()
        .filter(|row| row.what != What::Unchanged);
    let said = rows.map(|row| {
        let place = row
            .place
            .as_ref()
            .map_or("-".to_owned(), ToString::to_string);
        let settings = |settings: &[interrex_tables::Setting]| {
            let each = settings
                .iter()
                .map(|one| format!("{}: {} -> {}", one.key, one.before, one.after));
            each.collect::<Vec<_>>().join(", ")
        };
        let what = match &row.what {
            What::Created(set) => format!("created ({})", settings(set)),
            What::Changed(set) => format!("changed ({})", settings(set)),
            What::Skipped(reason) => format!("skipped: {reason}"),
            What::Refused(reasons) => format!("refused: {}", reasons.join(" | ")),
            What::Deleted => "deleted".to_owned(),
            What::Unchanged => String::new(),
        };
        format!("{place}: {} {what}", row.id)
    });
    said.chain(changes.faults.iter().map(|fault| format!("fault: {fault}")))
        .collect()
}

/// The lines that went and came, in their order, by the longest lines in common.
fn difference(changes: &Changes) -> Vec<String> {
    let Some(files) = changes.texts() else {
        panic!("something to write: {:?}", said(changes));
    };
    let (old, new): (Vec<&str>, Vec<&str>) = (PLAN.lines().collect(), files[0].1.lines().collect());
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for beside in (0..new.len()).rev() {
            common[at][beside] = if old[at] == new[beside] {
                common[at + 1][beside + 1] + 1
            } else {
                common[at + 1][beside].max(common[at][beside + 1])
            };
        }
    }
    let mut lines = Vec::new();
    let (mut at, mut beside) = (0, 0);
    while at < old.len() || beside < new.len() {
        if at < old.len() && beside < new.len() && old[at] == new[beside] {
            at += 1;
            beside += 1;
        } else if at < old.len()
            && (beside == new.len() || common[at + 1][beside] >= common[at][beside + 1])
        {
            lines.push(format!("-{}", old[at]));
            at += 1;
        } else {
            lines.push(format!("+{}", new[beside]));
            beside += 1;
        }
    }
    lines
}

/// What is said, and which lines of the text change.
fn check(book: &Book, accept: Accept, expect_said: &[&str], expect_lines: &[&str]) {
    let changes = book.changes(accept);
    assert_eq!(said(&changes), expect_said);
    assert_eq!(difference(&changes), expect_lines);
}

/// What is said of rows that are refused; nothing is written.
fn refuse(book: &Book, expect: &[&str]) {
    let changes = book.changes(Accept::default());
    assert_eq!(said(&changes), expect);
    assert_eq!(changes.texts(), None);
}

const PLAIN: Accept = Accept {
    deletions: false,
    refusals: false,
};
const DELETING: Accept = Accept {
    deletions: true,
    refusals: false,
};

#[test]
fn the_plan_of_these_tests_is_whole() {
    let reading = interrex_plan::read(&[("plan.toml", PLAN)]);
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    assert_eq!(
        said(&Book::of(PLAN).changes(DELETING)),
        Vec::<String>::new()
    );
}

#[test]
fn a_changed_cell_changes_its_value_alone() {
    let mut book = Book::of(PLAN);
    book.set("places", "place.kyiv", "lost", Cell::Number(0.4));
    check(
        &book,
        PLAIN,
        &["sheet `Places`, row 3: place.kyiv changed (lost: 0.3 -> 0.4)"],
        &["-lost = 0.3 # as assessed", "+lost = 0.4 # as assessed"],
    );
}

#[test]
fn a_filled_cell_adds_a_line_and_an_emptied_one_takes_it_away() {
    let mut book = Book::of(PLAN);
    book.set("sites", "site.annex", "sustained", words("30 d"))
        .set("sites", "site.annex", "borrowed", Cell::Empty)
        .set("places", "place.kyiv", "lost", Cell::Empty);
    check(
        &book,
        PLAIN,
        &[
            "sheet `Sites`, row 4: site.annex changed (borrowed: yes -> , sustained:  -> 30 d)",
            "sheet `Places`, row 3: place.kyiv changed (lost: 0.3 -> )",
        ],
        &[
            "-lost = 0.3 # as assessed",
            "+# as assessed",
            "-borrowed = true",
            "+sustained = \"30 d\"",
        ],
    );
}

#[test]
fn an_added_row_is_put_in_behind_its_like() {
    let mut book = Book::of(PLAN);
    book.add(
        "sites",
        &[
            ("id", words("bunker")),
            ("in", words("lviv")),
            ("class", words("Cold")),
            ("lost", words("0,1 to 0,2")),
        ],
    );
    check(
        &book,
        PLAIN,
        &[
            "sheet `Sites`, row 5: site.bunker created (in:  -> lviv, class:  -> cold, lost:  -> 0.1 to 0.2)",
        ],
        &[
            "+[site.bunker]",
            "+in = \"lviv\"",
            "+class = \"cold\"",
            "+lost = [0.1, 0.2]",
            "+",
        ],
    );
}

#[test]
fn a_removed_row_is_shown_and_goes_only_when_that_is_asked_for() {
    let mut book = Book::of(PLAN);
    book.remove("sites", "site.main");
    let changes = book.changes(PLAIN);
    assert_eq!(said(&changes), ["-: site.main deleted"]);
    assert_eq!(changes.texts(), None);
    check(
        &book,
        DELETING,
        &["-: site.main deleted"],
        &[
            "-# The main office, since 1991.",
            "-[site.main]",
            "-in = \"kyiv\"",
            "-ready-in = \"0 h\"",
            "-",
        ],
    );
}

#[test]
fn what_belongs_to_a_removed_thing_goes_with_it_or_holds_it_back() {
    let mut book = Book::of(PLAN);
    book.remove("records", "record.register");
    let refused = |row: usize, id: &str| {
        format!(
            "sheet `Copies`, row {row}: record.register.copy.{id} refused: belongs to \
             `record.register`, which the file no longer has; remove this row too, or put that one \
             back"
        )
    };
    let changes = book.changes(DELETING);
    assert_eq!(
        said(&changes),
        [
            refused(3, "main"),
            refused(4, "lviv"),
            "-: record.register deleted".to_owned()
        ]
    );
    book.remove("copies", "record.register.copy.main")
        .remove("copies", "record.register.copy.lviv");
    check(
        &book,
        DELETING,
        &[
            "-: record.register deleted",
            "-: record.register.copy.main deleted",
            "-: record.register.copy.lviv deleted",
        ],
        &[
            "-[record.register]",
            "-age-max = \"24 h\"",
            "-",
            "-[[record.register.copy]]",
            "-at = \"kyiv\"",
            "-name = \"main\"",
            "-",
            "-[[record.register.copy]]",
            "-at = \"lviv\"",
            "-age = \"12 h\"",
            "-",
        ],
    );
}

#[test]
fn a_thing_that_others_speak_of_is_not_taken_out() {
    let mut book = Book::of(PLAN);
    book.remove("people", "person.clerk");
    let changes = book.changes(DELETING);
    assert_eq!(
        said(&changes),
        [
            "-: person.clerk refused: cannot be taken out while plan.toml:47 speaks of it; take that out first"
        ]
    );
    assert_eq!(changes.texts(), None);
}

#[test]
fn candidates_are_put_in_by_their_number() {
    let line = [("office", words("director")), ("order", words("line"))];
    let mut book = Book::of(PLAN);
    let head = [
        ("rank", Cell::Number(1.5)),
        ("who", words("head")),
        ("note", words("так")),
    ];
    book.add("successions", &[&line[..], &head].concat());
    check(
        &book,
        PLAIN,
        &[
            "sheet `Successions`, row 5: office.director.order.line.candidate.head created (who:  -> head, note:  -> так)",
        ],
        &["+    { who = \"head\", note = \"так\" },"],
    );
}

#[test]
fn candidates_change_places_with_their_comments() {
    let line = "office.director.order.line.candidate";
    let mut book = Book::of(PLAN);
    book.set(
        "successions",
        &format!("{line}.office.deputy"),
        "rank",
        Cell::Number(2.0),
    )
    .set(
        "successions",
        &format!("{line}.clerk"),
        "rank",
        Cell::Number(1.0),
    )
    .set("successions", &format!("{line}.clerk"), "note", Cell::Empty);
    check(
        &book,
        PLAIN,
        &[
            "sheet `Successions`, row 3: office.director.order.line.candidate.office.deputy changed (rank: 1 -> 2)",
            "sheet `Successions`, row 4: office.director.order.line.candidate.clerk changed (rank: 2 -> 1, note: last -> )",
        ],
        &[
            "-    \"office.deputy\", # sworn already",
            "-    { who = \"clerk\", note = \"last\" },",
            "+    { who = \"clerk\" },",
            "+    \"office.deputy\", # sworn already",
        ],
    );
}

#[test]
fn parts_are_put_into_their_things() {
    let mut book = Book::of(PLAN);
    book.add(
        "grounds",
        &[
            ("office", words("director")),
            ("id", words("ill")),
            ("event", words("incapacitated")),
        ],
    )
    .add(
        "copies",
        &[
            ("record", words("register")),
            ("at", words("kyiv")),
            ("name", words("paper")),
        ],
    )
    .add("contacts", &[("who", words("office.deputy"))])
    .add(
        "offices",
        &[("id", words("chancellor")), ("holder", words("clerk"))],
    )
    .add(
        "orders",
        &[("office", words("chancellor")), ("id", words("line"))],
    )
    .add(
        "successions",
        &[
            ("office", words("chancellor")),
            ("order", words("line")),
            ("who", words("head")),
        ],
    );
    let changes = book.changes(PLAIN);
    assert_eq!(changes.tally().created, 6, "{:?}", said(&changes));
    assert_eq!(
        difference(&changes),
        [
            "+ground.ill = { event = \"incapacitated\" }",
            "+[office.chancellor]",
            "+holder = \"clerk\"",
            "+",
            "+[office.chancellor.order.line]",
            "+candidates = [\"head\"]",
            "+",
            "+[[record.register.copy]]",
            "+at = \"kyiv\"",
            "+name = \"paper\"",
            "+",
            "+",
            "+[[contact]]",
            "+who = \"office.deputy\"",
        ]
    );
}

#[test]
fn damaged_cells_are_refused_by_column_and_row() {
    let mut book = Book::of(PLAN);
    book.set(
        "contacts",
        "contact.office.director",
        "confirmed-on",
        Cell::Number(44612.0),
    )
    .set("sites", "site.annex", "ready-in", words("soon"))
    .set(
        "sites",
        "site.main",
        "ready-in",
        Cell::Fault("#REF!".into()),
    )
    .set("sites", "site.annex", "class", words("lukewarm"))
    .set("places", "place.kyiv", "lost", Cell::Number(30.0));
    refuse(
        &book,
        &[
            "sheet `Sites`, row 3: site.main refused: column E, `Ready in`, holds `#REF!`, an error of the spreadsheet program; put the value back",
            "sheet `Sites`, row 4: site.annex refused: column D, `Class`, holds `lukewarm`, and the column takes one of `hot`, `warm`, `cold` | column E, `Ready in`, holds `soon`, and the column takes a span of time such as `12 h` or `30 d`",
            "sheet `Places`, row 3: place.kyiv refused: column D, `Lost (likelihood)`, holds the number 30, and the column takes a likelihood: a number from 0 to 1, a range such as `0.1 to 0.3`, or a word of the plan's scale",
            "sheet `Contacts`, row 3: contact.office.director refused: column C, `Confirmed on`, holds the number 44612, which is 2022-02-20 if a date lost its format; write 2022-02-20, or format the cell as a date",
        ],
    );
}

#[test]
fn unknown_names_are_refused_in_the_words_of_the_plan() {
    let mut book = Book::of(PLAN);
    book.set("sites", "site.annex", "in", words("lvov"))
        .add("sites", &[("id", words("x")), ("in", words("odesa"))])
        .add(
            "copies",
            &[("record", words("registry")), ("at", words("kyiv"))],
        );
    refuse(
        &book,
        &[
            "sheet `Sites`, row 4: site.annex refused: no place is named `lvov`; did you mean `lviv`?",
            "sheet `Sites`, row 5: site.x refused: no place is named `odesa`; declare `[place.odesa]`, or write a declared name",
            "sheet `Copies`, row 5: record.registry.copy.kyiv refused: belongs to `record.registry`, which is not in the plan (did you mean `record.register`?); write the name of one that is, or put it in on its own sheet first",
        ],
    );
}

#[test]
fn rows_that_cannot_be_told_apart_are_refused() {
    let mut book = Book::of(PLAN);
    book.add("sites", &[("id", words("annex")), ("in", words("kyiv"))])
        .add("places", &[("note", words("Біла Церква"))])
        .add("places", &[("id", words("Біла Церква"))])
        .set("people", "person.head", "id", words("chief"));
    let (_, rows) = book.table("offices");
    rows[1].1[0] = words("office.nobody");
    refuse(
        &book,
        &[
            "sheet `People`, row 3: person.head refused: says `chief` where the plan says `head`; the rest of the plan speaks of it by that name, so that only an editor can change it: put `head` back, or, if this is to be another row, empty its gray cell",
            "sheet `Offices`, row 4: office.nobody refused: is about `office.nobody`, which is not in the plan; leave the gray cell empty in a row that is to be put in",
            "sheet `Sites`, row 5: site.annex refused: is about `site.annex`, as sheet `Sites`, row 4 is; remove one of them, or give a row that is to be put in a name of its own and leave its gray cell empty",
            "sheet `Places`, row 5:  refused: has no name; fill in `Name in the plan`, such as `bila-tserkva`",
            "sheet `Places`, row 6:  refused: has the name `Біла Церква`; names have lower-case letters, digits and hyphens alone, such as `bila-tserkva`",
            "-: office.deputy deleted",
        ],
    );
}

#[test]
fn shifted_heads_refuse_their_table() {
    let book = Book::of(PLAN);
    let mut delivery = book.delivery();
    let sites = delivery
        .tables
        .iter_mut()
        .find(|table| table.table == "sites")
        .expect("sites");
    let texts: Vec<String> = sites.heads.iter().map(|head| head.text.clone()).collect();
    let own_count = texts.len() - 1;
    for (head, text) in sites.heads.iter_mut().skip(3).zip(&texts[2..]) {
        head.text.clone_from(text);
    }
    let texts = Texts::parse(&[("plan.toml", PLAN)]).expect("TOML");
    let changes = texts.compare(&delivery, DELETING);
    let said = said(&changes);
    // The last head stands where there was none; every other stands one column too far.
    let more = own_count - 3;
    assert_eq!(
        said,
        [format!(
            "sheet `Sites`:  refused: column D is headed `In`, and what stands below it belongs under `Class`; so do {more} more columns. Columns or heads were shifted; put them back as they were sent out"
        )]
    );
    assert_eq!(changes.texts(), None);
}

#[test]
fn a_plan_that_went_on_keeps_what_changed_there() {
    let then = PLAN
        .replace("lost = 0.3", "lost = 0.2")
        .replace("\"12 h\"\nborrowed", "\"6 h\"\nborrowed");
    let then = then.replace("[person.clerk]\n", "[person.clerk]\n\n[person.retired]\n");
    let then = then.replace("[place.lviv]\n", "[place.lviv]\nlost = 0.1\n");
    let mut book = Book::of(&then);
    book.remove("people", "person.deputy")
        .remove("places", "place.lviv")
        .set("sites", "site.annex", "sustained", words("3 d"));
    let changes = book.changes(PLAIN);
    assert_eq!(
        said(&changes),
        [
            "sheet `People`, row 6: person.retired skipped: it was taken out of the plan after the file was written",
            "sheet `Sites`, row 4: site.annex refused: both the plan and the file have changed this row since the file was written; make the change in a file that is written from the plan as it is",
            "sheet `Places`, row 3: place.kyiv skipped: the plan has changed this row since the file was written, and the file has not",
            "-: person.deputy deleted",
            "-: place.lviv refused: was taken out of the file, and the plan has changed it since; decide in a file that is written from the plan as it is",
        ]
    );
    assert_eq!(
        changes.remarks,
        [
            "the plan has changed since this file was written from it; what changed there stays, and a row that both sides changed is refused"
        ]
    );
}

#[test]
fn a_name_that_makes_another_ambiguous_is_refused() {
    let mut book = Book::of(PLAN);
    book.add("offices", &[("id", words("clerk"))]);
    refuse(
        &book,
        &[
            "sheet `Offices`, row 5: office.clerk refused: cannot be put in beside plan.toml:49: `clerk` can mean `person.clerk` or `office.clerk` here, expected a name of one of them; write `person.clerk` or `office.clerk`",
        ],
    );
}

#[test]
fn good_rows_are_taken_in_without_the_refused_when_that_is_asked_for() {
    let mut book = Book::of(PLAN);
    book.set("sites", "site.annex", "in", words("lvov"))
        .set("places", "place.kyiv", "lost", Cell::Number(0.5))
        .add("sites", &[("id", words("x")), ("in", words("odesa"))])
        .add(
            "functions",
            &[("id", words("work")), ("needs", words("x and main"))],
        );
    let changes = book.changes(Accept {
        deletions: false,
        refusals: true,
    });
    assert_eq!(changes.tally().refused, 3, "{:?}", said(&changes));
    assert_eq!(
        difference(&changes),
        ["-lost = 0.3 # as assessed", "+lost = 0.5 # as assessed"]
    );
}

#[test]
fn ends_of_lines_stay_as_they_are() {
    let text = PLAN.replace('\n', "\r\n");
    let mut book = Book::of(PLAN);
    book.set("places", "place.lviv", "lost", words("unlikely"))
        .remove("sites", "site.main");
    let texts = Texts::parse(&[("plan.toml", &text)]).expect("TOML");
    let changes = texts.compare(&book.delivery(), DELETING);
    let (_, after) = &changes.texts().expect("something to write")[0];
    assert!(after.contains("[place.lviv]\r\nlost = \"unlikely\"\r\n\r\n"));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
}
