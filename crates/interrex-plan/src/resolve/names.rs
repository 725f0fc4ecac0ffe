//! The index of declared names.

use interrex_diag::{Diagnostic, Span, nearest};
use rustc_hash::FxHashMap;

use crate::model::{Id, Locus, Region, Who};
use crate::schema::{Kind, kind};

/// What a name stands for: a kind, and a place in the arena of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) kind: Kind,
    pub(crate) index: u32,
}

impl Found {
    /// As an identifier of the arena of its kind, which the caller has asked for.
    pub(crate) fn id<T>(self) -> Id<T> {
        Id::new(self.index as usize)
    }

    /// As a place or site.
    pub(crate) fn locus(self) -> Option<Locus> {
        match self.kind {
            Kind::Place => Some(Locus::Place(self.id())),
            Kind::Site => Some(Locus::Site(self.id())),
            _ => None,
        }
    }

    /// As a person, office or body.
    pub(crate) fn who(self) -> Option<Who> {
        match self.kind {
            Kind::Person => Some(Who::Person(self.id())),
            Kind::Office => Some(Who::Office(self.id())),
            Kind::Body => Some(Who::Body(self.id())),
            _ => None,
        }
    }

    /// As what a power must reach.
    pub(crate) fn region(self) -> Option<Region> {
        match self.kind {
            Kind::Body => Some(Region::Body(self.id())),
            _ => self.locus().map(Region::Locus),
        }
    }
}

/// Why a name could not be resolved; each becomes one diagnostic.
#[derive(Debug)]
pub(crate) enum Miss {
    /// Nothing of an allowed kind bears it, but something of other kinds does.
    WrongKind(Vec<Found>),
    /// Several allowed kinds hold it.
    Ambiguous(Vec<Found>),
    /// Nothing bears it.
    Unknown,
    /// The qualifier in front of the point is no kind.
    UnknownKind,
}

/// A plan with thousands of unknown names has another fault than slips of spelling, and a guess
/// costs a look at every name.
const GUESSES_MAX: usize = 100;

/// How many kinds a message lists.
const KINDS_LISTED_MAX: usize = 4;

/// Every declared name, by name and by kind.
#[derive(Debug, Default)]
pub(crate) struct Names<'d> {
    by_name: FxHashMap<&'d str, Vec<(Found, Span)>>,
    by_kind: [Vec<&'d str>; Kind::ALL.len()],
    guesses: usize,
}

impl<'d> Names<'d> {
    /// Adds a name of a kind; its place in the arena is the number of those before it.
    pub(crate) fn declare(&mut self, kind: Kind, name: &'d str, span: Span) -> Found {
        let list = self.list_mut(kind);
        let index = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.push(name);
        let found = Found { kind, index };
        self.by_name.entry(name).or_default().push((found, span));
        found
    }

    /// Resolves a name, bare or qualified, among the allowed kinds.
    pub(crate) fn resolve(&self, written: &str, allowed: &[Kind]) -> Result<Found, Miss> {
        let (kinds, name) = match written.split_once('.') {
            None => (None, written),
            Some((word, name)) => (Some(Kind::of_word(word).ok_or(Miss::UnknownKind)?), name),
        };
        let all = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let of = |kind: Kind| kinds.is_none_or(|only| only == kind);
        let named: Vec<Found> = all
            .iter()
            .map(|(found, _)| *found)
            .filter(|f| of(f.kind))
            .collect();
        let fits: Vec<Found> = named
            .iter()
            .copied()
            .filter(|f| allowed.contains(&f.kind))
            .collect();
        match (fits.as_slice(), named.as_slice()) {
            ([only], _) => Ok(*only),
            ([], []) => Err(Miss::Unknown),
            ([], _) => Err(Miss::WrongKind(named)),
            _ => Err(Miss::Ambiguous(fits)),
        }
    }

    /// How many of these kinds hold the name.
    pub(crate) fn count(&self, name: &str, kinds: &[Kind]) -> usize {
        let all = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        all.iter()
            .filter(|(found, _)| kinds.contains(&found.kind))
            .count()
    }

    /// The name of what was found.
    pub(crate) fn name(&self, found: Found) -> &'d str {
        self.list(found.kind)
            .get(found.index as usize)
            .copied()
            .unwrap_or("")
    }

    /// Where it is declared.
    pub(crate) fn span(&self, found: Found) -> Option<Span> {
        let all = self.by_name.get(self.name(found))?;
        all.iter()
            .find(|(known, _)| *known == found)
            .map(|(_, span)| *span)
    }

    /// Describes a name that could not be resolved.
    pub(crate) fn describe(
        &mut self,
        written: &str,
        span: Span,
        allowed: &[Kind],
        miss: &Miss,
    ) -> Diagnostic {
        match miss {
            Miss::Unknown => self.unknown(written, span, allowed),
            Miss::UnknownKind => unknown_kind(written, span),
            Miss::WrongKind(found) => self.wrong_kind(written, span, allowed, found),
            Miss::Ambiguous(found) => self.ambiguous(written, span, found),
        }
    }

    fn unknown(&mut self, written: &str, span: Span, allowed: &[Kind]) -> Diagnostic {
        let (kinds, name) = match written.split_once('.') {
            Some((word, name)) => (
                Kind::of_word(word).map_or(allowed.to_vec(), |kind| vec![kind]),
                name,
            ),
            None => (allowed.to_vec(), written),
        };
        let (code, message) = match kinds.as_slice() {
            [only] => (
                only.unknown(),
                format!("no {} is named `{name}`", only.word()),
            ),
            // Where almost anything can stand, a list of kinds says nothing.
            _ if kinds.len() > KINDS_LISTED_MAX => (
                "unknown-name",
                format!("nothing in the plan is named `{name}`"),
            ),
            _ => (
                "unknown-name",
                format!(
                    "nothing here is named `{name}`, expected {}",
                    kind::phrase(&kinds)
                ),
            ),
        };
        let fault = Diagnostic::error(code, message).at(span, "not declared in this plan");
        match self.guess(name, &kinds) {
            Some((guess, place)) => {
                let fault = fault.help(format!("did you mean `{guess}`?"));
                place.into_iter().fold(fault, |fault, place| {
                    fault.also(place, "a similar name is declared here")
                })
            }
            None => fault.help(declare_it(name, &kinds)),
        }
    }

    /// Whether another guess may be made; each costs a look at every name.
    pub(crate) fn may_guess(&mut self) -> bool {
        self.guesses += 1;
        self.guesses <= GUESSES_MAX
    }

    fn guess(&mut self, name: &str, kinds: &[Kind]) -> Option<(&'d str, Option<Span>)> {
        if !self.may_guess() {
            return None;
        }
        let candidates = kinds
            .iter()
            .flat_map(|kind| self.list(*kind).iter().copied());
        let guess = nearest(name, candidates)?;
        let all = self.by_name.get(guess)?;
        let place = all.iter().find(|(found, _)| kinds.contains(&found.kind));
        // The key of the map is the declared text itself, which outlives this borrow.
        let (guess, _) = self.by_name.get_key_value(guess)?;
        Some((*guess, place.map(|(_, span)| *span)))
    }

    fn wrong_kind(
        &self,
        written: &str,
        span: Span,
        allowed: &[Kind],
        found: &[Found],
    ) -> Diagnostic {
        let is = crate::words::either(found.iter().map(|found| found.kind.phrase()));
        let expected = kind::phrase(allowed);
        let mut fault = Diagnostic::error(
            "wrong-kind",
            format!("`{written}` is {is}, expected {expected}"),
        )
        .at(span, format!("this names {is}"));
        for place in found.iter().filter_map(|found| self.span(*found)) {
            fault = fault.also(place, "declared here");
        }
        fault.help(format!("name {expected} here"))
    }

    fn ambiguous(&self, written: &str, span: Span, found: &[Found]) -> Diagnostic {
        let qualified: Vec<String> = found
            .iter()
            .map(|found| format!("{}.{written}", found.kind.word()))
            .collect();
        let qualified = crate::words::quoted(qualified.iter().map(String::as_str));
        let mut fault = Diagnostic::error(
            "ambiguous-name",
            format!("`{written}` can mean {qualified} here, expected a name of one of them"),
        )
        .at(span, "which of them?");
        for place in found.iter().filter_map(|found| self.span(*found)) {
            fault = fault.also(place, "one of them is declared here");
        }
        fault.help(format!("write {qualified}"))
    }

    fn list(&self, kind: Kind) -> &Vec<&'d str> {
        self.by_kind
            .get(kind as usize)
            .expect("there is a list for every kind")
    }

    fn list_mut(&mut self, kind: Kind) -> &mut Vec<&'d str> {
        self.by_kind
            .get_mut(kind as usize)
            .expect("there is a list for every kind")
    }
}

fn unknown_kind(written: &str, span: Span) -> Diagnostic {
    let word = written.split_once('.').map_or(written, |(word, _)| word);
    let fault = Diagnostic::error(
        "unknown-kind",
        format!("`{word}` in `{written}` is no kind of thing that a plan declares"),
    )
    .at(span, "expected a kind before the point");
    match nearest(word, Kind::ALL.iter().map(|kind| kind.word())) {
        Some(guess) => fault.help(format!("did you mean `{guess}`?")),
        None => {
            fault.help("a qualified name is a kind, a point and a name, such as `office.president`")
        }
    }
}

fn declare_it(name: &str, kinds: &[Kind]) -> String {
    match kinds {
        [only] => format!(
            "declare `[{}.{name}]`, or write a declared name",
            only.word()
        ),
        _ => "declare it, or write a declared name".to_owned(),
    }
}
