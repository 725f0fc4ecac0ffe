//! Which row of the plan a row of a file is about.

use interrex_diag::nearest;

use super::row::{Taken, naming_heads};
use super::{Comparison, Side};
use crate::cell::Cell;
use crate::changes::Setting;
use crate::slug::slug;
use crate::spec::{ID, RANK, Shape, Spec};
use crate::texts::{Found, item_id};
use crate::value::Value;

/// What a row is about.
pub(super) enum Identity<'p> {
    /// A row of the plan.
    Known(&'p Found),
    /// A row that the plan had when the file was written.
    Gone(String),
    /// A row that is to be put in, with what its naming columns say.
    New { id: String, naming: Vec<Cell> },
}

impl Comparison<'_> {
    /// Finds the row of the plan that a row of a file is about: by the name that the file keeps for
    /// it, else by what its naming columns say.
    pub(super) fn identify<'p>(
        &'p self,
        side: &'p Side,
        name: &str,
        taken: &Taken<'_>,
    ) -> Result<Identity<'p>, String> {
        if name.is_empty() {
            return by_columns(side, taken);
        }
        if let Some(known) = side.rows.get(name) {
            return unmoved(side.spec, known, taken).map(|()| Identity::Known(known));
        }
        let sent = self.delivery.sent.as_ref();
        if sent.is_some_and(|sent| sent.rows.contains_key(name)) {
            return Ok(Identity::Gone(name.to_owned()));
        }
        Err(format!(
            "is about `{name}`, which is not in the plan; leave the gray cell empty in a row that is \
             to be put in"
        ))
    }

    /// Whether a thing is in the plan or comes with this file.
    ///
    /// # Errors
    /// For people, where it does not.
    pub(super) fn owner_exists(
        &self,
        table: &str,
        id: &str,
        created: &dyn Fn(&str) -> bool,
    ) -> Result<(), String> {
        if self.found(table, id).is_some() || created(id) {
            return Ok(());
        }
        let known = self.sides.get(table).map(|side| side.rows.by_id.keys());
        let near = known.and_then(|known| nearest(id, known.map(String::as_str)));
        let near = near.map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"));
        Err(format!(
            "belongs to `{id}`, which is not in the plan{near}; write the name of one that is, or \
             put it in on its own sheet first"
        ))
    }
}

fn by_columns<'p>(side: &'p Side, taken: &Taken<'_>) -> Result<Identity<'p>, String> {
    let (id, naming) = named(side.spec, taken)?;
    if let Some(known) = side.rows.get(&id) {
        return Ok(Identity::Known(known));
    }
    if let (Shape::Named { .. } | Shape::Part { .. }, Some(own)) =
        (side.spec.shape, taken.words(ID))
    {
        well_formed(&own)?;
    }
    Ok(Identity::New { id, naming })
}

/// The name of the row that the naming columns speak of.
fn named(spec: &Spec, taken: &Taken<'_>) -> Result<(String, Vec<Cell>), String> {
    let nameless = || {
        let title = taken
            .words("title")
            .or_else(|| taken.words("note"))
            .unwrap_or_default();
        let proposal = match slug(&title) {
            name if name.is_empty() => String::new(),
            name => format!(", such as `{name}`"),
        };
        format!("has no name; fill in {}{proposal}", naming_heads(spec))
    };
    let word = |key: &str| taken.words(key).ok_or_else(nameless);
    let owner = |kind: &str| {
        let owner = word(kind)?;
        let prefix = format!("{kind}.");
        Ok::<_, String>(owner.strip_prefix(&prefix).unwrap_or(&owner).to_owned())
    };
    Ok(match spec.shape {
        Shape::Named { kind } => {
            let own = word(ID)?;
            (format!("{kind}.{own}"), vec![Cell::text(&own)])
        }
        Shape::Part { kind, part } => {
            let (owner, own) = (owner(kind)?, word(ID)?);
            let naming = vec![Cell::text(&owner), Cell::text(&own)];
            (format!("{kind}.{owner}.{part}.{own}"), naming)
        }
        Shape::Items { kind, part } => {
            let owner = owner(kind)?;
            let own = taken.words("name").or_else(|| taken.words("at"));
            let own = own.ok_or_else(|| "has nothing in column `At`".to_owned())?;
            (item_id(kind, &owner, part, &own), vec![Cell::text(&owner)])
        }
        Shape::Candidates => {
            let (office, order) = (owner("office")?, word("order")?);
            let own = candidate(taken).ok_or_else(|| {
                "names no candidate; fill in `Who`, or `Chosen by` and `Called`".to_owned()
            })?;
            let rank = taken.get(RANK).and_then(Value::number);
            let naming = vec![
                Cell::text(&office),
                Cell::text(&order),
                rank.map_or(Cell::Empty, Cell::Number),
            ];
            (
                format!("office.{office}.order.{order}.candidate.{own}"),
                naming,
            )
        }
        Shape::Listed { list, by } => {
            let own = taken.words(by);
            let own = own.ok_or_else(|| "has nothing in column `Who`".to_owned())?;
            (format!("{list}.{own}"), Vec::new())
        }
    })
}

fn candidate(taken: &Taken<'_>) -> Option<String> {
    ["name", "who", "chosen-by"]
        .iter()
        .find_map(|key| taken.words(key))
}

/// Refuses a row whose naming columns say something else than its name: names are used by the rest
/// of the plan, and a part does not move to another thing.
fn unmoved(spec: &Spec, known: &Found, taken: &Taken<'_>) -> Result<(), String> {
    let naming = spec.naming();
    let fixed = naming
        .iter()
        .zip(&known.naming)
        .filter(|((key, _), _)| *key != RANK);
    for ((key, _), stands) in fixed {
        let says = taken.words(key);
        let stands = stands.to_string();
        match says {
            Some(says) if says != stands => {
                return Err(format!(
                    "says `{says}` where the plan says `{stands}`; the rest of the plan speaks of \
                     it by that name, so that only an editor can change it: put `{stands}` back, \
                     or, if this is to be another row, empty its gray cell"
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The name that a row has once its own name is changed.
pub(super) fn renamed(spec: &Spec, known: &Found, settings: &[Setting]) -> Option<String> {
    let keys: &[&str] = match spec.shape {
        Shape::Items { .. } => &["name", "at"],
        Shape::Candidates => &["name", "who", "chosen-by"],
        Shape::Listed { by: "who", .. } => &["who"],
        _ => &[],
    };
    let after = keys
        .iter()
        .find_map(|key| settings.iter().find(|one| one.key == *key))?;
    let (owner, _) = known.id.rsplit_once('.')?;
    Some(format!("{owner}.{}", after.after))
}

fn well_formed(name: &str) -> Result<(), String> {
    let fits =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.chars().all(fits) {
        return Ok(());
    }
    let proposal = match slug(name) {
        name if name.is_empty() => String::new(),
        name => format!(", such as `{name}`"),
    };
    Err(format!(
        "has the name `{name}`; names have lower-case letters, digits and hyphens alone{proposal}"
    ))
}
