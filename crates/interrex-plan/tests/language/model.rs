//! A model as text: every element, and below it every key whose value is not empty.
//!
//! It goes by what `Debug` writes, so that a field that the model gains is shown without a change
//! here. Places in the text are left out, `Some` and the names of structs too; `#0` is the first
//! element of the kind that the field refers to.

use std::fmt::{Debug, Write as _};

use interrex_plan::model::{Arena, Plan};

/// Lists the elements of a plan, kind by kind.
pub(crate) fn shown(plan: &Plan) -> String {
    let mut text = String::new();
    one(&mut text, "plan", &plan.header);
    arena(&mut text, "source", &plan.sources);
    arena(&mut text, "fact", &plan.facts);
    arena(&mut text, "place", &plan.places);
    arena(&mut text, "site", &plan.sites);
    arena(&mut text, "link", &plan.links);
    arena(&mut text, "person", &plan.people);
    arena(&mut text, "threat", &plan.threats);
    arena(&mut text, "body", &plan.bodies);
    arena(&mut text, "office", &plan.offices);
    arena(&mut text, "lease", &plan.leases);
    arena(&mut text, "power", &plan.powers);
    arena(&mut text, "seat", &plan.seats);
    arena(&mut text, "record", &plan.records);
    arena(&mut text, "partner", &plan.partners);
    arena(&mut text, "coalition", &plan.coalitions);
    arena(&mut text, "pledge", &plan.pledges);
    arena(&mut text, "measure", &plan.measures);
    arena(&mut text, "decision", &plan.decisions);
    arena(&mut text, "function", &plan.functions);
    arena(&mut text, "agreement", &plan.agreements);
    arena(&mut text, "devolution", &plan.devolutions);
    arena(&mut text, "exercise", &plan.exercises);
    arena(&mut text, "sealed", &plan.sealed);
    list(&mut text, "recognition", &plan.recognitions);
    list(&mut text, "contact", &plan.contacts);
    list(&mut text, "review", &plan.reviews);
    list(&mut text, "training", &plan.trainings);
    list(&mut text, "waiver", &plan.waivers);
    list(&mut text, "reconstitution", plan.reconstitution.as_slice());
    text
}

fn arena<T: Debug>(text: &mut String, kind: &str, arena: &Arena<T>) {
    for (_, item) in arena.iter() {
        let name = if kind == "fact" {
            format!("fact {}", item.name)
        } else {
            format!("{kind}.{}", item.name)
        };
        one(text, &name, &item.value);
    }
}

fn list<T: Debug>(text: &mut String, kind: &str, items: &[T]) {
    for item in items {
        one(text, kind, item);
    }
}

fn one(text: &mut String, name: &str, value: &impl Debug) {
    let written = format!("{value:?}");
    let mut rest = written.as_str();
    let tree = Tree::read(&mut rest);
    assert!(rest.is_empty(), "`{rest}` is left of {written}");
    _ = writeln!(text, "{name}");
    if let Tree::Named(fields) = tree {
        for (key, value) in &fields {
            match value {
                Tree::List(items) if matches!(items.as_slice(), [Tree::Named(_), ..]) => {
                    _ = writeln!(text, "    {key}:");
                    for item in items {
                        _ = writeln!(text, "        {}", item.shown());
                    }
                }
                value if value.is_empty() => {}
                value => _ = writeln!(text, "    {key}: {}", value.shown()),
            }
        }
    }
}

/// What `Debug` wrote, as a tree.
enum Tree {
    /// A struct, without its name.
    Named(Vec<(String, Tree)>),
    /// A variant or a tuple struct with its name, or a tuple, whose name is empty.
    Tuple(String, Vec<Tree>),
    List(Vec<Tree>),
    /// Anything else, as it was written.
    Word(String),
    /// A place in the text of the plan.
    Place,
}

impl Tree {
    fn read(rest: &mut &str) -> Self {
        if rest.starts_with('"') {
            return Self::Word(string(rest));
        }
        let end = rest.find([' ', '(', '[', ',', ')', ']', '}']);
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        *rest = after;
        if let Some(body) = rest.strip_prefix(" { ") {
            *rest = body;
            let fields = items(rest, " }", field);
            return if word == "Span" {
                Self::Place
            } else {
                Self::Named(fields)
            };
        }
        if let Some(body) = rest.strip_prefix('(') {
            *rest = body;
            return Self::Tuple(word.to_owned(), items(rest, ")", Self::read));
        }
        if let Some(body) = rest.strip_prefix('[') {
            *rest = body;
            return Self::List(items(rest, "]", Self::read));
        }
        Self::Word(word.to_owned())
    }

    /// Whether there is nothing to show: nothing was given, or `false`.
    fn is_empty(&self) -> bool {
        match self {
            Self::Named(fields) => fields.iter().all(|(_, value)| value.is_empty()),
            Self::List(items) => items.iter().all(Self::is_empty),
            Self::Word(word) => matches!(word.as_str(), "None" | "false" | "\"\""),
            Self::Tuple(name, items) => name == "Some" && matches!(items.as_slice(), [Self::Place]),
            Self::Place => true,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Place => String::new(),
            Self::List(items) => format!("[{}]", joined(items)),
            Self::Tuple(name, items) => match (name.as_str(), items.as_slice()) {
                ("Some" | "Date" | "Period" | "Probability", [only])
                | ("", [only, Self::Place]) => only.shown(),
                _ => format!("{name}({})", joined(items)),
            },
            Self::Named(fields) => {
                let shown: Vec<String> = fields.iter().filter_map(of_field).collect();
                match fields.as_slice() {
                    [(key, only), (_, Self::Place)] if key == "kind" => only.shown(),
                    _ => format!("{{ {} }}", shown.join(", ")),
                }
            }
        }
    }
}

fn of_field((key, value): &(String, Tree)) -> Option<String> {
    (!value.is_empty()).then(|| format!("{key}: {}", value.shown()))
}

fn joined(items: &[Tree]) -> String {
    let shown = items.iter().filter(|item| !matches!(item, Tree::Place));
    shown.map(Tree::shown).collect::<Vec<_>>().join(", ")
}

/// Items with commas between them, up to and past what ends them.
fn items<T>(rest: &mut &str, end: &str, read: impl Fn(&mut &str) -> T) -> Vec<T> {
    let mut found = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix(end) {
            *rest = after;
            return found;
        }
        *rest = rest.strip_prefix(", ").unwrap_or(rest);
        found.push(read(rest));
    }
}

fn field(rest: &mut &str) -> (String, Tree) {
    let (key, after) = rest.split_once(": ").expect("a field has a name");
    *rest = after;
    (key.to_owned(), Tree::read(rest))
}

/// A string, with its quotes and escapes.
fn string(rest: &mut &str) -> String {
    let mut is_escaped = false;
    let end = rest[1..].find(|letter| {
        let is_end = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end
    });
    let (text, after) = rest.split_at(end.expect("a string ends") + 2);
    *rest = after;
    text.to_owned()
}
