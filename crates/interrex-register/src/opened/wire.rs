//! How what is kept of a course is written: binary, each value in one way, what is shared once.
//!
//! Names and numbers of a plan are written as the plan has them, so that they can be read only beside the same
//! plans. What is read is checked against these: a number that the plan does not have is no value.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use interrex_plan::model::Record as Documents;
use interrex_plan::model::{
    Actor, Body, Decision, Fact, Id, Link, Locus, Office, Person, PersonState, Place, Plan, Power,
    Region, Seat, Site, Thing, Who,
};
use interrex_standing::record::{Acting, Cause, Record, Requirement};
use interrex_standing::{Party, Slot};
use interrex_units::Moment;

use crate::act::Digest;
use crate::course::Plans;

/// Bytes that are written.
#[derive(Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
    /// What is shared, by where it lies in memory.
    shared: BTreeMap<usize, u32>,
    /// Whether what is shared is written each time, so that equal values have equal bytes.
    is_plain: bool,
}

/// Bytes that are read.
pub(crate) struct Reader<'b> {
    pub(crate) bytes: &'b [u8],
    pub(crate) plans: &'b Plans,
    /// How many things of each kind the plan has of which is read.
    limits: Limits,
    shared: Vec<Arc<dyn Any + Send + Sync>>,
}

#[derive(Default)]
struct Limits {
    people: usize,
    bodies: usize,
    offices: usize,
    powers: usize,
    facts: usize,
    decisions: usize,
    seats: usize,
    places: usize,
    sites: usize,
    links: usize,
    records: usize,
}

/// A value that is written in one way.
pub(crate) trait Wire: Sized {
    /// Writes it.
    fn put(&self, to: &mut Writer);

    /// Reads it; nothing where the bytes are not those of one.
    fn take(from: &mut Reader<'_>) -> Option<Self>;
}

impl Writer {
    /// The bytes of a value by which it is compared with others.
    pub(crate) fn plain(value: &impl Wire) -> Vec<u8> {
        let mut writer = Self {
            is_plain: true,
            ..Self::default()
        };
        value.put(&mut writer);
        writer.bytes
    }

    /// Writes what is shared, the first time; then only which it is.
    pub(crate) fn shared<T>(&mut self, value: &Arc<T>, put: impl FnOnce(&T, &mut Self)) {
        if self.is_plain {
            return put(value, self);
        }
        let place = Arc::as_ptr(value).addr();
        if let Some(known) = self.shared.get(&place).copied() {
            return known.put(self);
        }
        u32::MAX.put(self);
        put(value, self);
        let next = u32::try_from(self.shared.len()).unwrap_or(u32::MAX);
        self.shared.insert(place, next);
    }
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8], plans: &'b Plans) -> Self {
        Self {
            bytes,
            plans,
            limits: Limits::default(),
            shared: Vec::new(),
        }
    }

    /// Reads what is shared.
    pub(crate) fn shared<T: Any + Send + Sync>(
        &mut self,
        take: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Arc<T>> {
        let which = u32::take(self)?;
        if which != u32::MAX {
            let known = self.shared.get(which as usize)?;
            return Arc::clone(known).downcast().ok();
        }
        let value = Arc::new(take(self)?);
        self.shared.push(Arc::<T>::clone(&value));
        Some(value)
    }

    /// Numbers that follow are those of this plan.
    pub(crate) fn within(&mut self, plan: &Plan) {
        self.limits = Limits {
            people: plan.people.len(),
            bodies: plan.bodies.len(),
            offices: plan.offices.len(),
            powers: plan.powers.len(),
            facts: plan.facts.len(),
            decisions: plan.decisions.len(),
            seats: plan.seats.len(),
            places: plan.places.len(),
            sites: plan.sites.len(),
            links: plan.links.len(),
            records: plan.records.len(),
        };
    }

    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (chunk, rest) = self.bytes.split_first_chunk::<N>()?;
        self.bytes = rest;
        Some(*chunk)
    }

    /// A count of things, each of which has a byte at least.
    fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(u32::take(self)?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl Wire for $kind {
            fn put(&self, to: &mut Writer) {
                to.bytes.extend(self.to_le_bytes());
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                from.chunk().map(Self::from_le_bytes)
            }
        }
    )*};
}

numbers!(u8, u32, u64, i64);

impl Wire for bool {
    fn put(&self, to: &mut Writer) {
        u8::from(*self).put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        match u8::take(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Wire for usize {
    fn put(&self, to: &mut Writer) {
        (*self as u64).put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        u64::take(from)?.try_into().ok()
    }
}

fn put_count(count: usize, to: &mut Writer) {
    u32::try_from(count).unwrap_or(u32::MAX).put(to);
}

impl Wire for String {
    fn put(&self, to: &mut Writer) {
        put_count(self.len(), to);
        to.bytes.extend(self.as_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let count = from.count()?;
        let (text, rest) = from.bytes.split_at_checked(count)?;
        from.bytes = rest;
        Self::from_utf8(text.to_vec()).ok()
    }
}

impl Wire for Digest {
    fn put(&self, to: &mut Writer) {
        to.bytes.extend(self.as_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.chunk().map(Self::from_bytes)
    }
}

/// The last moment has a fraction of a second, and no other has.
impl Wire for Moment {
    fn put(&self, to: &mut Writer) {
        let seconds = if *self == Self::LAST {
            i64::MAX
        } else {
            self.unix()
        };
        seconds.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        match i64::take(from)? {
            i64::MAX => Some(Self::LAST),
            seconds => Self::from_unix(seconds),
        }
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, to: &mut Writer) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        if bool::take(from)? {
            T::take(from).map(Some)
        } else {
            Some(None)
        }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, to: &mut Writer) {
        put_count(self.len(), to);
        for value in self {
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let count = from.count()?;
        (0..count).map(|_| T::take(from)).collect()
    }
}

impl<T: Wire + Ord> Wire for BTreeSet<T> {
    fn put(&self, to: &mut Writer) {
        put_count(self.len(), to);
        for value in self {
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(Vec::take(from)?.into_iter().collect())
    }
}

impl<K: Wire + Ord, V: Wire> Wire for BTreeMap<K, V> {
    fn put(&self, to: &mut Writer) {
        put_count(self.len(), to);
        for (key, value) in self {
            key.put(to);
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(Vec::<(K, V)>::take(from)?.into_iter().collect())
    }
}

impl<T: Wire + Any + Send + Sync> Wire for Arc<T> {
    fn put(&self, to: &mut Writer) {
        to.shared(self, T::put);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.shared(T::take)
    }
}

macro_rules! tuples {
    ($(($($part:ident),*)),*) => {$(
        impl<$($part: Wire),*> Wire for ($($part,)*) {
            fn put(&self, to: &mut Writer) {
                #[expect(non_snake_case, reason = "parts are named as their types")]
                let ($($part,)*) = self;
                $($part.put(to);)*
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                Some(($($part::take(from)?,)*))
            }
        }
    )*};
}

tuples!((A, B), (A, B, C));

macro_rules! ids {
    ($($kind:ty: $limit:ident),*) => {$(
        impl Wire for Id<$kind> {
            fn put(&self, to: &mut Writer) {
                put_count(self.index(), to);
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                let index = u32::take(from)? as usize;
                (index < from.limits.$limit).then(|| Self::new(index))
            }
        }
    )*};
}

ids!(
    Person: people,
    Body: bodies,
    Office: offices,
    Power: powers,
    Fact: facts,
    Decision: decisions,
    Seat: seats,
    Place: places,
    Site: sites,
    Link: links,
    Documents: records
);

/// Writes the fields of a structure one after another.
macro_rules! structure {
    ($kind:ty { $($field:ident),* $(,)? }) => {
        impl $crate::opened::wire::Wire for $kind {
            fn put(&self, to: &mut $crate::opened::wire::Writer) {
                $(self.$field.put(to);)*
            }

            fn take(from: &mut $crate::opened::wire::Reader<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::opened::wire::Wire::take(from)?),* })
            }
        }
    };
}

/// Writes which variant it is, then its parts.
macro_rules! variants {
    ($kind:ty { $($tag:literal = $variant:ident $(($($part:ident),*))?),* $(,)? }) => {
        impl $crate::opened::wire::Wire for $kind {
            fn put(&self, to: &mut $crate::opened::wire::Writer) {
                match self {
                    $(Self::$variant $(($($part),*))? => {
                        let tag: u8 = $tag;
                        tag.put(to);
                        $($($part.put(to);)*)?
                    })*
                }
            }

            fn take(from: &mut $crate::opened::wire::Reader<'_>) -> Option<Self> {
                match u8::take(from)? {
                    $($tag => {
                        $($(let $part = $crate::opened::wire::Wire::take(from)?;)*)?
                        Some(Self::$variant $(($($part),*))?)
                    })*
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use {structure, variants};

variants!(Who { 0 = Person(id), 1 = Office(id), 2 = Body(id) });
variants!(Party { 0 = Person(id), 1 = Body(id), 2 = Chosen(office, order, candidate) });
variants!(Actor { 0 = Person(id), 1 = Office(id), 2 = Body(id, kind) });
variants!(Locus { 0 = Place(id), 1 = Site(id) });
variants!(Region { 0 = Locus(locus), 1 = Body(id) });
variants!(Thing { 0 = Place(id), 1 = Site(id), 2 = Link(id), 3 = Person(id), 4 = Copy(id, copy) });
variants!(PersonState { 0 = Dead, 1 = Captive, 2 = Incapacitated, 3 = Absent });
variants!(Slot { 0 = Initial, 1 = Acting, 2 = Via(order, candidate), 3 = Recognized(place) });
variants!(Cause { 0 = Start, 1 = Ended, 2 = Vacant, 3 = Suspended });
variants!(Requirement {
    0 = Ground(office, ground, party),
    1 = Step(office, step, party),
    2 = Chosen(office, order, candidate),
    3 = Decision(decision),
    4 = Option(seat, place),
});
structure!(Acting { party, slot, cause });
structure!(Record {
    facts,
    lost,
    states,
    declined,
    occurred,
    certified,
    done,
    chosen,
    acting,
    entered,
    came,
    conditions,
    causes,
    awaited,
    there,
    over
});
