//! What a reference refers to.
//!
//! Responsible for the three ways to refer to an element: by name, where it is public or the
//! reference stands within its container; by its full path; by a path from one of the containers
//! around the reference. The innermost container that knows the name decides.

use rustc_hash::FxHashMap;

use super::scopes::{ScopeId, Scopes};

/// What a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Gate(usize),
    Event(usize),
    House(usize),
    Parameter(usize),
}

/// A kind of thing, as references are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Gate,
    BasicEvent,
    HouseEvent,
    /// Any of the three.
    Event,
    Parameter,
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::BasicEvent => "basic event",
            Self::HouseEvent => "house event",
            Self::Event => "event",
            Self::Parameter => "parameter",
        }
    }

    fn holds(self, named: Named) -> bool {
        match self {
            Self::Gate => matches!(named, Named::Gate(_)),
            Self::BasicEvent => matches!(named, Named::Event(_)),
            Self::HouseEvent => matches!(named, Named::House(_)),
            Self::Event => !matches!(named, Named::Parameter(_)),
            Self::Parameter => matches!(named, Named::Parameter(_)),
        }
    }
}

impl Named {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Gate(_) => Kind::Gate,
            Self::Event(_) => Kind::BasicEvent,
            Self::House(_) => Kind::HouseEvent,
            Self::Parameter(_) => Kind::Parameter,
        }
    }
}

/// Events and parameters have separate names.
#[derive(Debug, Default)]
struct Space {
    public: FxHashMap<String, Named>,
    paths: FxHashMap<String, Named>,
}

/// All names of a model.
#[derive(Debug, Default)]
pub(super) struct Names {
    events: Space,
    parameters: Space,
}

impl Names {
    fn space(&self, kind: Kind) -> &Space {
        match kind {
            Kind::Parameter => &self.parameters,
            _ => &self.events,
        }
    }

    /// Makes a name known; returns what already bears it.
    pub(super) fn declare(
        &mut self,
        name: Option<&str>,
        path: &str,
        named: Named,
    ) -> Option<Named> {
        let space = match named {
            Named::Parameter(_) => &mut self.parameters,
            _ => &mut self.events,
        };
        let taken = space
            .paths
            .get(path)
            .or_else(|| space.public.get(name?))
            .copied();
        if taken.is_none() {
            space.paths.insert(path.to_owned(), named);
            if let Some(name) = name {
                space.public.insert(name.to_owned(), named);
            }
        }
        taken
    }

    /// What a reference within a container refers to, if it is of the kind that is asked for.
    pub(super) fn find(
        &self,
        reference: &str,
        scope: ScopeId,
        scopes: &Scopes,
        kind: Kind,
    ) -> Option<Named> {
        let space = self.space(kind);
        let fits = |named: &&Named| kind.holds(**named);
        scopes
            .outward(scope)
            .find_map(|around| {
                let path = scopes.path_of(around, reference);
                space.paths.get(&path).filter(fits)
            })
            .or_else(|| space.public.get(reference).filter(fits))
            .copied()
    }

    /// Every name by which something of a kind can be referred to from anywhere.
    pub(super) fn all(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let space = self.space(kind);
        let public = space.public.iter();
        let paths = space.paths.iter();
        public
            .chain(paths)
            .filter(move |(_, named)| kind.holds(**named))
            .map(|(name, _)| name.as_str())
    }
}
