//! What is known of every act without reading it: its digest and moments, where it was learned, and which acts
//! rest on which.

use std::collections::{BTreeMap, BTreeSet};

use interrex_units::Moment;

use crate::act::Digest;
use crate::course::pass::Annulment;
use crate::course::{Known, order};
use crate::who::{Said, mentioned};

use super::texts::Texts;

/// Acts by number, in columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// The name of each.
    pub(super) digests: Vec<Digest>,
    /// When each was signed.
    pub(super) signed: Vec<Moment>,
    /// When each was first learned anywhere.
    pub(super) learned: Vec<Option<Moment>>,
    /// When each site learned of each.
    pub(super) sites: BTreeMap<String, Vec<Option<Moment>>>,
    /// Who signed, where it is not exactly those whom the act names.
    pub(super) signers: BTreeMap<u32, BTreeSet<String>>,
    /// Acts in the order of the course.
    pub(super) order: Vec<u32>,
    /// Whether that is the order by signing, then by number; then so is that of any part of them.
    pub(super) is_plain: bool,
    /// The annulments among them.
    pub(super) annulments: Vec<Annulment>,
    /// For each act: those that rest on it directly.
    pub(super) resting: BTreeMap<u32, Vec<u32>>,
    /// What acts rest on that is not known.
    pub(super) awaited: Vec<(Digest, u32)>,
    /// When acts that are dated back are meant to have had effect.
    pub(super) backdated: BTreeMap<u32, Moment>,
    /// What such acts name, and those without effect.
    pub(super) about: About,
    /// What each says in an answer.
    pub(super) texts: Texts,
    /// The acts that others annul or correct, by the number of the other.
    pub(super) aims: BTreeMap<u32, Digest>,
    /// Numbers by digest, in the order of digests.
    pub(super) by_digest: Vec<u32>,
}

/// Which of some acts name what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct About {
    pub(super) by_name: BTreeMap<String, BTreeSet<u32>>,
    /// Acts that concern everything.
    pub(super) all: BTreeSet<u32>,
    /// All of these acts.
    pub(super) acts: BTreeSet<u32>,
}

impl About {
    pub(super) fn add(&mut self, known: &Known) {
        if !self.acts.insert(known.number) {
            return;
        }
        match mentioned(&known.act) {
            None => {
                self.all.insert(known.number);
            }
            Some(names) => {
                for name in names {
                    self.by_name.entry(name).or_default().insert(known.number);
                }
            }
        }
    }

    pub(super) fn of(&self, name: &str) -> BTreeSet<u32> {
        let named = self.by_name.get(name).into_iter().flatten();
        named.chain(&self.all).copied().collect()
    }
}

impl Table {
    /// How many acts there are.
    pub(super) fn len(&self) -> usize {
        self.digests.len()
    }

    /// Adds acts, whose numbers go on from those that are there.
    pub(super) fn extend(&mut self, acts: &[Known]) {
        for known in acts {
            self.push(known);
        }
        let aims = &mut self.aims;
        self.texts.extend(acts.iter().map(|known| {
            let said = Said::by(&known.act);
            aims.extend(said.about.map(|digest| (known.number, digest)));
            said.words
        }));
        self.by_digest = (0u32..).take(self.len()).collect();
        let digests = &self.digests;
        self.by_digest
            .sort_unstable_by_key(|number| digests.get(*number as usize));
        for known in acts {
            for digest in &known.act.rests_on {
                self.awaited.push((*digest, known.number));
            }
        }
        // An act may name one that is learned after it.
        for (digest, number) in std::mem::take(&mut self.awaited) {
            match self.number(&digest) {
                Some(before) => self.resting.entry(before).or_default().push(number),
                None => self.awaited.push((digest, number)),
            }
        }
        for at in 0..self.annulments.len() {
            let target = self.annulments.get(at).map(|one| one.digest);
            let target = target.and_then(|digest| self.number(&digest));
            if let Some(annulment) = self.annulments.get_mut(at) {
                annulment.target = target.filter(|target| *target != annulment.number);
            }
        }
        self.set_order();
    }

    fn push(&mut self, known: &Known) {
        let (number, at) = (known.number, self.len());
        self.digests.push(known.digest);
        self.signed.push(known.act.signed);
        self.learned.push(known.learned(None));
        for (site, moment) in &known.seen {
            let column = self.sites.entry(site.clone()).or_default();
            column.resize(at, None);
            column.push(Some(*moment));
        }
        let by: BTreeSet<String> = known.act.by.iter().cloned().collect();
        if known.signers != by {
            self.signers.insert(number, known.signers.clone());
        }
        self.annulments.extend(Annulment::of(known, None));
        if known.act.is_backdated() {
            self.backdated.insert(number, known.act.begins());
            self.about.add(known);
        }
    }

    fn set_order(&mut self) {
        let key = |number: u32| (self.signed(number), number);
        let is_plain = self
            .pairs()
            .all(|(before, number)| key(before) < key(number));
        let mut order: Vec<u32> = (0u32..).take(self.len()).collect();
        order.sort_unstable_by_key(|number| key(*number));
        self.is_plain = is_plain;
        self.order = if is_plain {
            order
        } else {
            self.ordered(|_| true)
        };
    }

    /// Whether an act annuls another.
    pub(super) fn is_annulment(&self, number: u32) -> bool {
        let found = self
            .annulments
            .binary_search_by_key(&number, |one| one.number);
        found.is_ok()
    }

    /// Each act with each that rests on it.
    fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        let each = self.resting.iter();
        each.flat_map(|(before, after)| after.iter().map(|number| (*before, *number)))
    }

    /// Some acts in the order of a course of these alone.
    pub(super) fn ordered(&self, knows: impl Fn(u32) -> bool) -> Vec<u32> {
        if self.is_plain {
            let order = self.order.iter().copied();
            return order.filter(|number| knows(*number)).collect();
        }
        let numbers: Vec<u32> = (0u32..)
            .take(self.len())
            .filter(|number| knows(*number))
            .collect();
        let keys: Vec<_> = numbers
            .iter()
            .map(|number| (self.signed(*number), *number))
            .collect();
        let place = |number: u32| numbers.binary_search(&number).ok();
        let pairs = self.pairs();
        let pairs = pairs.filter_map(|(before, number)| Some((place(before)?, place(number)?)));
        let places = order::by(&keys, pairs).into_iter();
        places.filter_map(|at| numbers.get(at).copied()).collect()
    }

    /// Whether every column has as many acts.
    pub(super) fn is_whole(&self) -> bool {
        let count = self.len();
        let columns = [
            self.signed.len(),
            self.learned.len(),
            self.order.len(),
            self.by_digest.len(),
            self.texts.len(),
        ];
        columns.iter().all(|length| *length == count)
    }

    /// When an act was signed.
    pub(super) fn signed(&self, number: u32) -> Moment {
        let signed = self.signed.get(number as usize);
        signed.copied().unwrap_or(Moment::LAST)
    }

    /// What an act says.
    pub(super) fn said(&self, number: u32) -> Option<Said> {
        Some(Said {
            words: self.texts.of(number)?.to_owned(),
            about: self.aims.get(&number).copied(),
        })
    }

    /// The number of an act by its digest.
    pub(super) fn number(&self, digest: &Digest) -> Option<u32> {
        let key = |number: &u32| self.digests.get(*number as usize).cmp(&Some(digest));
        let at = self.by_digest.binary_search_by(key).ok()?;
        self.by_digest.get(at).copied()
    }

    /// When an act was learned at a site, or anywhere.
    pub(super) fn learned(&self, number: u32, site: Option<&str>) -> Option<Moment> {
        let column = match site {
            None => &self.learned,
            Some(site) => self.sites.get(site)?,
        };
        column.get(number as usize).copied().flatten()
    }

    /// How many of the first acts in an order were signed by a moment, up to the first that was not.
    pub(super) fn signed_by(&self, order: &[u32], until: Moment) -> usize {
        let is_later = |number: &u32| self.signed(*number) > until;
        if self.is_plain {
            order.partition_point(|number| !is_later(number))
        } else {
            order.iter().position(is_later).unwrap_or(order.len())
        }
    }

    /// Every act, of those that a view knows, that rests on another, directly or by way of others.
    pub(super) fn resting_on(&self, number: u32, knows: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut found = BTreeSet::from([number]);
        let mut open = vec![number];
        while let Some(one) = open.pop() {
            for after in self.resting.get(&one).into_iter().flatten() {
                if knows(*after) && found.insert(*after) {
                    open.push(*after);
                }
            }
        }
        found.remove(&number);
        found.into_iter().collect()
    }
}
