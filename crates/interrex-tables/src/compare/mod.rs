//! What incoming tables would change, row by row.
//!
//! Responsible for saying of each row what becomes of it, and for never taking in what could be a
//! mistake: a cell that does not fit its column, a row that stands twice, a row that both sides
//! changed. Whether the changed plan still makes sense is asked of the reader of plans itself, in
//! `reread`; which bytes of the text change is in `plan`.

mod arrays;
mod identify;
mod missing;
mod plan;
mod ranks;
mod reread;
mod row;

use std::collections::BTreeMap;

use crate::changes::{Accept, Changes, RowChange, What};
use crate::columns::{Matched, matched};
use crate::heads;
use crate::incoming::{Delivery, Incoming, Left, Place};
use crate::language::Language;
use crate::spec::{SPECS, Spec, spec};
use crate::table::Column;
use crate::texts::{Found, Rows, Texts, columns};

/// One table of the plan, as comparisons need it.
pub(crate) struct Side {
    pub(crate) spec: &'static Spec,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Rows,
}

/// A plan beside what came in.
pub(crate) struct Comparison<'t> {
    pub(crate) texts: &'t Texts,
    pub(crate) delivery: &'t Delivery,
    /// The tables of the plan by their stable names.
    pub(crate) sides: BTreeMap<&'static str, Side>,
}

impl Texts {
    /// Says what incoming tables would change, and makes the changed texts.
    ///
    /// A row that cannot be read is refused, with a reason and a way out; unless `accept` says
    /// otherwise, nothing is then taken in. What is missing from a whole table is shown as deleted,
    /// and taken away only where `accept` says so. The changed plan is read: what the reader finds
    /// wrong with it is said of the row that brought it.
    ///
    /// # Examples
    ///
    /// ```
    /// use interrex_tables::{Accept, Cell, Delivery, Head, Incoming, IncomingRow, Place, Texts};
    ///
    /// let text = "[plan]\ntitle = \"A\"\nhorizon = \"30 d\"\n\n[place.kyiv]\nlost = 0.3 # assessed\n";
    /// let texts = Texts::parse(&[("plan.toml", text)]).expect("TOML");
    /// let head = |text: &str| Head { text: text.into(), key: None };
    /// let row = IncomingRow {
    ///     place: Place { within: String::new(), row: 2 },
    ///     cells: vec![Cell::text("kyiv"), Cell::Number(0.4)],
    /// };
    /// let places = Incoming {
    ///     table: "places".into(),
    ///     heads: vec![head("Name in the plan"), head("lost")],
    ///     rows: vec![row],
    ///     ..Incoming::default()
    /// };
    /// let delivery = Delivery { tables: vec![places], ..Delivery::default() };
    /// let changes = texts.compare(&delivery, Accept::default());
    /// assert_eq!(changes.tally().changed, 1);
    /// let (_, changed) = &changes.texts().expect("something to write")[0];
    /// assert!(changed.ends_with("lost = 0.4 # assessed\n"));
    /// ```
    pub fn compare(&self, delivery: &Delivery, accept: Accept) -> Changes {
        let comparison = Comparison::new(self, delivery);
        let mut changes = Changes::default();
        changes
            .rows
            .extend(delivery.left.iter().map(RowChange::left));
        for incoming in &delivery.tables {
            comparison.table(incoming, &mut changes);
        }
        comparison.missing(accept, &mut changes);
        comparison.ranks(&mut changes);
        comparison.outdated(&mut changes);
        comparison.take_in(accept, &mut changes);
        changes
    }
}

impl<'t> Comparison<'t> {
    fn new(texts: &'t Texts, delivery: &'t Delivery) -> Self {
        let side = |spec: &'static Spec| Side {
            spec,
            columns: columns(spec, Language::English),
            rows: texts.rows(spec),
        };
        Self {
            texts,
            delivery,
            sides: SPECS.iter().map(|spec| (spec.name, side(spec))).collect(),
        }
    }

    /// A row of the plan, in any table.
    pub(crate) fn found(&self, table: &str, id: &str) -> Option<&Found> {
        self.sides.get(table)?.rows.get(id)
    }

    /// Compares one table.
    fn table(&self, incoming: &Incoming, changes: &mut Changes) {
        let place = Place {
            within: incoming.within.clone(),
            row: 0,
        };
        let Some(side) = spec(&incoming.table).and_then(|spec| self.sides.get(spec.name)) else {
            let known: Vec<&str> = SPECS.iter().map(|spec| spec.name).collect();
            changes.rows.push(RowChange::refused(
                &incoming.table,
                "",
                Some(place),
                format!(
                    "no table is named `{}`; the tables are {}",
                    incoming.table,
                    known.join(", ")
                ),
            ));
            return;
        };
        match matched(incoming, side.spec, &side.columns) {
            Ok(found) => self.rows(incoming, side, &found, changes),
            Err(reasons) => {
                for reason in reasons {
                    let row = RowChange::refused(side.spec.name, "", Some(place.clone()), reason);
                    changes.rows.push(row);
                }
            }
        }
    }

    fn rows(&self, incoming: &Incoming, side: &Side, found: &Matched, changes: &mut Changes) {
        let within = if incoming.within.is_empty() {
            String::new()
        } else {
            format!("{}, ", incoming.within)
        };
        let unknown = found
            .unknown
            .iter()
            .map(|remark| format!("{within}{remark}"));
        changes.remarks.extend(unknown);
        let mut seen: BTreeMap<String, Place> = BTreeMap::new();
        for row in &incoming.rows {
            if row.cells.iter().all(crate::Cell::is_empty) {
                continue;
            }
            let mut change = self.row(side, found, row);
            if let Some(first) = seen.get(&change.id).filter(|_| !change.id.is_empty()) {
                let reason = format!(
                    "is about `{}`, as {first} is; remove one of them, or give a row that is to be \
                     put in a name of its own and leave its gray cell empty",
                    change.id
                );
                change.refuse(reason);
            } else {
                seen.insert(change.id.clone(), row.place.clone());
            }
            changes.rows.push(change);
        }
    }

    /// Says so where the plan is no longer the one that the file was written from.
    fn outdated(&self, changes: &mut Changes) {
        let Some(sent) = &self.delivery.sent else {
            return;
        };
        if sent.digest != interrex_plan::digest(&self.texts.files()) {
            changes.remarks.push(
                "the plan has changed since this file was written from it; what changed there \
                 stays, and a row that both sides changed is refused"
                    .to_owned(),
            );
        }
        let came = |name: &str| self.delivery.tables.iter().any(|table| table.table == name);
        for (name, side) in self.sides.iter().filter(|(name, _)| !came(name)) {
            let is_sent = |found: &Found| sent.rows.contains_key(&found.id);
            if side.rows.list.iter().any(is_sent) {
                changes.remarks.push(format!(
                    "the file no longer has the table `{}`; its rows stay as they are",
                    heads::title(name, Language::English)
                ));
            }
        }
    }
}

impl RowChange {
    fn refused(table: &str, id: &str, place: Option<Place>, reason: String) -> Self {
        Self {
            table: table.to_owned(),
            id: id.to_owned(),
            place,
            what: What::Refused(vec![reason]),
            becomes: id.to_owned(),
            at: None,
            rank: None,
            naming: Vec::new(),
        }
    }

    /// A row that was left out before it came here.
    fn left(left: &Left) -> Self {
        let mut row = Self::refused(
            &left.table,
            "",
            Some(left.place.clone()),
            left.reason.clone(),
        );
        if !left.is_refused {
            row.what = What::Skipped(left.reason.clone());
        }
        row
    }

    /// Refuses the row, beside what it is refused for already.
    pub(crate) fn refuse(&mut self, reason: String) {
        match &mut self.what {
            What::Refused(reasons) if reasons.contains(&reason) => {}
            What::Refused(reasons) => reasons.push(reason),
            _ => self.what = What::Refused(vec![reason]),
        }
    }
}
