//! The containers of a model: what a name within them means.
//!
//! Responsible for paths, for what is public by default, and for attributes that pass from a
//! container to what it holds.

use crate::model::Attribute;

/// The position of a container in [`Scopes`]; the first is the model itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScopeId(usize);

/// A container.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Its full path; empty for the model.
    pub(super) path: String,
    /// Whether what it holds is private unless declared otherwise.
    pub(super) private: bool,
    /// The attributes that what it holds inherits.
    pub(super) attributes: Vec<Attribute>,
    parent: Option<ScopeId>,
}

/// All containers.
#[derive(Debug)]
pub(super) struct Scopes(Vec<Scope>);

impl Default for Scopes {
    fn default() -> Self {
        Self(vec![Scope::default()])
    }
}

impl Scopes {
    /// The model itself.
    pub(super) const MODEL: ScopeId = ScopeId(0);

    /// Opens a container within another.
    pub(super) fn open(
        &mut self,
        parent: ScopeId,
        name: &str,
        private: bool,
        attributes: Vec<Attribute>,
    ) -> ScopeId {
        let path = self.path_of(parent, name);
        self.0.push(Scope {
            path,
            private,
            attributes,
            parent: Some(parent),
        });
        ScopeId(self.0.len() - 1)
    }

    pub(super) fn get(&self, id: ScopeId) -> &Scope {
        self.0
            .get(id.0)
            .expect("a container's number is used with the list that gave it")
    }

    /// The full path of a name within a container.
    pub(super) fn path_of(&self, scope: ScopeId, name: &str) -> String {
        match self.get(scope).path.as_str() {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        }
    }

    /// A container and all around it, the innermost first.
    pub(super) fn outward(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> {
        std::iter::successors(Some(scope), |scope| self.get(*scope).parent)
    }
}
