//! `[source.ID]`, `[place.ID]`, `[site.ID]`, `[link.ID]`.

use interrex_diag::Diagnostic;

use super::Reader;
use super::declare::Declared;
use super::fields::{Fields, Refusal};
use super::values;
use crate::model::{FactKind, Id, Link, Locus, Place, Site, Source, Thing};
use crate::resolve::Found;
use crate::schema::{Kind, LINK, PLACE, SITE, SOURCE};
use crate::syntax::{Value, ValueKind};

impl<'d> Reader<'d> {
    pub(super) fn source(&mut self, id: Id<Source>, declared: &Declared<'d>) {
        let fields = self.open(declared, &SOURCE);
        let source = Source {
            who: fields.text(self, "who"),
            is_named: fields.flag(self, "named"),
            said: fields.text(self, "said"),
            grade: self.grade(&fields),
            date: fields.date(self, "date"),
            modality: fields.text(self, "modality"),
            reference: fields.text(self, "reference"),
            bears_on_nothing: fields.text(self, "bears-on-nothing"),
            note: fields.text(self, "note"),
        };
        self.plan.sources.get_mut(id).value = source;
    }

    fn grade(&mut self, fields: &Fields<'d>) -> Option<interrex_units::Grade> {
        let entry = fields.entry("grade")?;
        let form =
            crate::schema::Form::Other("a letter from A to F and a digit from 1 to 6, in quotes");
        self.accept("grade", &entry.value, form, |_, value| {
            let text = value.as_text().ok_or(Refusal::WrongType)?;
            values::malformed("bad-grade", &text.value, value.span)
        })
    }

    pub(super) fn place(&mut self, id: Id<Place>, declared: &Declared<'d>) {
        let fields = self.open(declared, &PLACE);
        let name = format!("lost({})", self.losable(declared.found));
        let place = Place {
            title: fields.text(self, "title"),
            within: fields.name(self, "in").map(Found::id),
            lost: self.fact(&fields, "lost", FactKind::Lost(Thing::Place(id)), name),
            abroad: fields.flag(self, "abroad"),
            threat_area: fields.text(self, "threat-area"),
            coordinates: self.coordinates(&fields),
            terms: self.terms(&fields),
        };
        self.plan.places.get_mut(id).value = place;
    }

    fn coordinates(&mut self, fields: &Fields<'d>) -> Option<(f64, f64)> {
        let entry = fields.entry("coordinates")?;
        let form = crate::schema::Form::Other("an array of degrees north and degrees east");
        self.accept("coordinates", &entry.value, form, |_, value| degrees(value))
    }

    pub(super) fn site(&mut self, id: Id<Site>, declared: &Declared<'d>) {
        let fields = self.open(declared, &SITE);
        let name = format!("lost({})", self.losable(declared.found));
        let mut within = self.places_of(&fields);
        if within.is_empty() {
            // Which was reported.
            within.push(self.nowhere());
        }
        let site = Site {
            title: fields.text(self, "title"),
            within,
            needs: fields.expression(self, "needs"),
            lost: self.fact(&fields, "lost", FactKind::Lost(Thing::Site(id)), name),
            class: fields.word(self, "class").map(str::to_owned),
            ready_in: fields.period(self, "ready-in"),
            grid: fields.text(self, "grid"),
            agreement: fields.name(self, "agreement").map(Found::id),
            borrowed: fields.flag(self, "borrowed"),
            sustained: fields.period(self, "sustained"),
            terms: self.terms(&fields),
        };
        self.plan.sites.get_mut(id).value = site;
    }

    /// The places of a site: one name or several.
    fn places_of(&mut self, fields: &Fields<'d>) -> Vec<Id<Place>> {
        let Some(entry) = fields.entry("in") else {
            return Vec::new();
        };
        let items: Vec<&'d Value<'d>> = match &entry.value.kind {
            ValueKind::Array(items) => items.iter().collect(),
            ValueKind::Text(_) => vec![&entry.value],
            _ => {
                let expected = "the name of a place, or an array of such names";
                self.wrong_type("`in`", &entry.value, expected);
                return Vec::new();
            }
        };
        if items.is_empty() {
            self.report(
                Diagnostic::error(
                    "site-without-place",
                    "the site is in no place, expected at least one",
                )
                .at(entry.value.span, "no place")
                .help("name the place that it is in, the innermost first"),
            );
        }
        self.names_of("in", &items, &[Kind::Place])
            .into_iter()
            .map(|(found, _)| found.id())
            .collect()
    }

    pub(super) fn link(&mut self, id: Id<Link>, declared: &Declared<'d>) {
        let fields = self.open(declared, &LINK);
        let name = format!("lost({})", self.losable(declared.found));
        let between = self.ends(&fields);
        let carries = self.carries(&fields);
        let has = |what| carries.contains(&what);
        let link = Link {
            title: fields.text(self, "title"),
            between,
            messages: has("messages"),
            people: has("people"),
            records: has("records"),
            needs: fields.expression(self, "needs"),
            lost: self.fact(&fields, "lost", FactKind::Lost(Thing::Link(id)), name),
            takes: fields.period(self, "takes"),
            terms: self.terms(&fields),
        };
        self.plan.links.get_mut(id).value = link;
    }

    fn carries(&mut self, fields: &Fields<'d>) -> Vec<&'static str> {
        let Some(carries) = fields.words(self, "carries") else {
            return vec!["messages", "people"];
        };
        if let (Some(entry), true) = (fields.entry("carries"), carries.is_empty())
            && matches!(&entry.value.kind, ValueKind::Array(items) if items.is_empty())
        {
            self.report(
                Diagnostic::error(
                    "link-carries-nothing",
                    "the link carries nothing, expected messages, people or records",
                )
                .at(entry.value.span, "nothing")
                .help("say what it carries, or leave the key out: messages and people"),
            );
        }
        carries
    }

    fn ends(&mut self, fields: &Fields<'d>) -> [Locus; 2] {
        let nowhere = |reader: &mut Self| Locus::Place(reader.nowhere());
        let items = fields.items(self, "between");
        let loci: &'static [Kind] = &[Kind::Place, Kind::Site];
        let [first, second] = items.as_slice() else {
            if let (Some(entry), true) = (
                fields.entry("between"),
                !items.is_empty() || is_empty_array(fields),
            ) {
                let found = crate::words::count(items.len(), "end", "ends");
                self.report(
                    Diagnostic::error("wrong-ends", format!("the link has {found}, expected two"))
                        .at(entry.value.span, format!("{found} here"))
                        .help("name two places or sites; draw one link for each pair"),
                );
            }
            return [nowhere(self), nowhere(self)];
        };
        let mut end = |item: &'d Value<'d>| {
            let read = |reader: &mut Self, value| reader.name(value, loci);
            self.accept_item("between", item, crate::schema::Form::Name(loci), read)
        };
        let (one, other) = (end(first), end(second));
        if let (Some(one), true) = (one, one == other) {
            let name = self.names.name(one);
            self.report(
                Diagnostic::error(
                    "self-link",
                    format!("the link joins `{name}` to itself, expected two ends"),
                )
                .at(second.span, "the same end again")
                .also(first.span, "one end")
                .help("name another place or site for one of the ends"),
            );
        }
        let [one, other] = [one, other].map(|end| end.and_then(Found::locus));
        [
            one.unwrap_or_else(|| nowhere(self)),
            other.unwrap_or_else(|| nowhere(self)),
        ]
    }
}

fn is_empty_array(fields: &Fields<'_>) -> bool {
    let entry = fields.entry("between");
    entry.is_some_and(
        |entry| matches!(&entry.value.kind, ValueKind::Array(items) if items.is_empty()),
    )
}

fn degrees(value: &Value<'_>) -> Result<(f64, f64), Refusal> {
    let ValueKind::Array(items) = &value.kind else {
        return Err(Refusal::WrongType);
    };
    let numbers: Option<Vec<f64>> = items.iter().map(values::as_number).collect();
    match numbers.as_deref() {
        Some([north, east]) if north.abs() <= 90.0 && east.abs() <= 180.0 => Ok((*north, *east)),
        _ => Err(Diagnostic::error(
            "bad-coordinates",
            "the coordinates are no degrees north from -90 to 90 and degrees east from -180 to 180",
        )
        .at(value.span, "not a place on the globe")
        .help("write degrees north first: `[50.45, 30.52]`")
        .into()),
    }
}
