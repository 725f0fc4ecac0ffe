//! What differs between two versions of a plan: which elements were added, removed or changed, key by key.
//!
//! Responsible for comparing what was written, element by element, whatever file it stands in and however it is laid out.
//! What a difference does to an answer is left to `interrex-prove`. The two texts need not be free of faults: what
//! could be read of each is compared.

mod written;

use std::collections::BTreeMap;

use interrex_diag::{Sources, Span};

use self::written::{Key, Written};

/// An element that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its name, as in answers: `site.lviv-seat`; a table that stands alone by its own, `plan`; one of an array of tables
    /// by what it is about, `contact.president`.
    pub element: String,
    /// Where it stood before; nothing where it is added.
    pub before: Option<Span>,
    /// Where it stands after; nothing where it is removed.
    pub after: Option<Span>,
    /// What differs of it, in the order of the text; of one added or removed, everything that it says.
    pub keys: Vec<KeyDifference>,
}

/// A key that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDifference {
    /// The key with those around it: `order.line.candidates`.
    pub key: String,
    /// What it held before, as a plan would write it on one line; nothing where it is added.
    pub before: Option<String>,
    /// What it holds after; nothing where it is removed.
    pub after: Option<String>,
}

/// Compares two versions of a plan. Elements stand in the order of the later text, those removed after them in the
/// order of the earlier. Takes time in proportion to the texts.
///
/// # Examples
///
/// ```
/// let read = |text: &str| interrex_plan::read(&[("plan.toml", text)]).sources;
/// let before = read("[place.kyiv]\nlost = 0.1\n[place.lviv]\n");
/// let after = read("[place.odesa]\n[place.kyiv]\nlost = 0.3 # by the staff\n");
/// let found = interrex_plan::difference(&before, &after);
/// let names: Vec<&str> = found.iter().map(|one| one.element.as_str()).collect();
/// assert_eq!(names, ["place.odesa", "place.kyiv", "place.lviv"]);
/// assert_eq!(found[1].keys[0].before.as_deref(), Some("0.1"));
/// assert_eq!(found[1].keys[0].after.as_deref(), Some("0.3"));
/// ```
pub fn difference(before: &Sources, after: &Sources) -> Vec<Difference> {
    let (before, after) = (Written::of(before), Written::of(after));
    let mut found = Vec::new();
    for (element, now) in &after.elements {
        let then = before.get(element);
        let keys = keys(then.map(|one| one.keys.as_slice()), Some(&now.keys));
        if then.is_none() || !keys.is_empty() {
            found.push(Difference {
                element: element.clone(),
                before: then.map(|one| one.span),
                after: Some(now.span),
                keys,
            });
        }
    }
    let gone = before.elements.iter();
    for (element, then) in gone.filter(|(element, _)| after.get(element).is_none()) {
        found.push(Difference {
            element: element.clone(),
            before: Some(then.span),
            after: None,
            keys: keys(Some(&then.keys), None),
        });
    }
    found
}

/// The keys that differ. A table without keys says that it is there, which one with keys says too.
fn keys(before: Option<&[Key]>, after: Option<&[Key]>) -> Vec<KeyDifference> {
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let by_name = |list: &[Key]| -> BTreeMap<String, String> {
        let pairs = list.iter().map(|key| (key.name.clone(), key.value.clone()));
        pairs.collect()
    };
    let (then, now) = (by_name(before), by_name(after));
    let goes_on = |name: &str, value: &str, other: &BTreeMap<String, String>| {
        let beneath = format!("{name}.");
        let next = other.range(beneath.clone()..).next();
        value == written::NOTHING && next.is_some_and(|(key, _)| key.starts_with(&beneath))
    };
    let mut found = Vec::new();
    for Key { name, value } in after {
        let earlier = then.get(name);
        if earlier != Some(value) && !(earlier.is_none() && goes_on(name, value, &then)) {
            found.push(KeyDifference {
                key: name.clone(),
                before: earlier.cloned(),
                after: Some(value.clone()),
            });
        }
    }
    for Key { name, value } in before {
        if !now.contains_key(name) && !goes_on(name, value, &now) {
            found.push(KeyDifference {
                key: name.clone(),
                before: Some(value.clone()),
                after: None,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each difference as `element key: before -> after`; an element added or removed as `+element`, `-element`.
    fn told(before: &str, after: &str) -> Vec<String> {
        let read = |text: &str| crate::read(&[("plan.toml", text)]).sources;
        let mut list = Vec::new();
        for one in difference(&read(before), &read(after)) {
            match (one.before, one.after) {
                (None, _) => list.push(format!("+{}", one.element)),
                (_, None) => list.push(format!("-{}", one.element)),
                _ => list.extend(one.keys.iter().map(|key| {
                    let side = |side: &Option<String>| {
                        side.clone().unwrap_or_else(|| "nothing".to_owned())
                    };
                    format!(
                        "{} {}: {} -> {}",
                        one.element,
                        key.key,
                        side(&key.before),
                        side(&key.after)
                    )
                })),
            }
        }
        list
    }

    #[test]
    fn layout_order_and_comments_are_no_difference() {
        let before = "[place.kyiv]\nin = \"ukraine\"\nlost = { likelihood = 0.10, date = 2022-03-05 }\n[place.ukraine]\n";
        let after = "# moved\n[place.ukraine]\n[place.kyiv]\nlost.date = 2022-03-05\nlost.likelihood = 0.1\nin = 'ukraine'\n";
        assert_eq!(told(before, after), Vec::<String>::new());
    }

    #[test]
    fn keys_are_told_with_those_around_them() {
        let before =
            "[office.a]\n[office.a.ground.dead]\n[office.a.order.line]\ncandidates = [\"b\"]\n";
        let after = "[office.a]\nkey = true\n[office.a.ground.dead]\nneeds = \"x\"\n[office.a.order.line]\ncandidates = [\"b\", \"c\"]\n";
        assert_eq!(
            told(before, after),
            [
                "office.a key: nothing -> true",
                "office.a ground.dead.needs: nothing -> \"x\"",
                "office.a order.line.candidates: [\"b\"] -> [\"b\", \"c\"]",
            ]
        );
    }

    #[test]
    fn parts_are_known_by_their_names_and_not_by_their_places() {
        let before = "[[record.r.copy]]\nat = \"kyiv\"\nage = \"1 h\"\n[[record.r.copy]]\nat = \"lviv\"\n\
                      [[contact]]\nwho = \"a\"\n[[contact]]\nwho = \"b\"\n";
        let after = "[[record.r.copy]]\nat = \"odesa\"\n[[record.r.copy]]\nat = \"kyiv\"\nage = \"2 h\"\n\
                     [[contact]]\nwho = \"b\"\nconfirmed-on = 2022-03-05\n";
        assert_eq!(
            told(before, after),
            [
                "record.r copy.odesa.at: nothing -> \"odesa\"",
                "record.r copy.kyiv.age: \"1 h\" -> \"2 h\"",
                "record.r copy.lviv.at: \"lviv\" -> nothing",
                "contact.b confirmed-on: nothing -> 2022-03-05",
                "-contact.a",
            ]
        );
    }

    #[test]
    fn a_faulty_text_is_compared_as_far_as_it_goes() {
        let found = told("[place.a]\n", "[place.a]\nlost = \n[place.b]\n");
        assert!(found.contains(&"+place.b".to_owned()), "{found:?}");
        assert_eq!(told("", "[plan]\ntitle = \"T\"\n"), ["+plan"]);
    }
}
