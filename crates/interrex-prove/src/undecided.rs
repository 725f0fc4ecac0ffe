//! What is not decided, and what of that rests on what: a zone on the pledge of those who would fly
//! it, a seat abroad on its host.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Atom, Element, Event, Expr, Id, Measure, Plan, Status, Terms, Thing};

use crate::ask::Ask;

/// The elements that wait for a decision, and what elements need of each other.
pub(crate) struct Undecided {
    /// In the order of their kinds, then of the text.
    pub(crate) elements: Vec<(Element, Status)>,
    /// For each element, those that its own expressions ask for, and the measure it belongs to.
    needs: BTreeMap<Element, Vec<Element>>,
    /// For each measure, what belongs to it.
    parts: BTreeMap<Element, Vec<Element>>,
}

impl Undecided {
    pub(crate) fn of(plan: &Plan, ask: &Ask<'_>) -> Self {
        let mut walk = Walk {
            ask,
            undecided: Self {
                elements: Vec::new(),
                needs: BTreeMap::new(),
                parts: BTreeMap::new(),
            },
        };
        walk.wholes(plan);
        walk.offices_and_seats(plan);
        walk.bystanders(plan);
        walk.undecided
    }

    /// How far the decision on an element has come, if it waits for one.
    pub(crate) fn status(&self, element: Element) -> Option<Status> {
        let found = self.elements.iter().find(|(other, _)| *other == element);
        found.map(|(_, status)| *status)
    }

    /// The undecided elements that an element rests on: what it needs or is agreed by, what belongs
    /// to it and is not decided, what that needs, and so on.
    pub(crate) fn beneath(&self, element: Element) -> Vec<Element> {
        let mut open = self.needs.get(&element).cloned().unwrap_or_default();
        for part in self.parts.get(&element).into_iter().flatten() {
            open.push(*part);
        }
        let mut met = BTreeSet::from([element]);
        while let Some(next) = open.pop() {
            if met.insert(next) {
                open.extend(self.needs.get(&next).into_iter().flatten());
            }
        }
        let all = self.elements.iter().map(|(other, _)| *other);
        all.filter(|other| *other != element && met.contains(other))
            .collect()
    }
}

/// The walk over a plan that collects them.
struct Walk<'a> {
    ask: &'a Ask<'a>,
    undecided: Undecided,
}

impl Walk<'_> {
    /// Elements of their own that a question can suppose.
    fn wholes(&mut self, plan: &Plan) {
        for (id, measure) in plan.measures.iter() {
            self.note(of("measure", id), &measure.terms, [&measure.agreed]);
        }
        for (id, lease) in plan.leases.iter() {
            self.note(of("lease", id), &lease.terms, []);
        }
        for (id, pledge) in plan.pledges.iter() {
            let own = pledge.partners.iter().map(|partner| &partner.condition);
            let conditions = own.chain([&pledge.conditions]);
            self.note(of("pledge", id), &pledge.terms, conditions);
        }
        for (id, link) in plan.links.iter() {
            self.note(of("link", id), &link.terms, [&link.needs]);
        }
        for (id, site) in plan.sites.iter() {
            self.note(of("site", id), &site.terms, [&site.needs]);
        }
        for (id, decision) in plan.decisions.iter() {
            self.note(of("decision", id), &decision.terms, []);
        }
    }

    fn offices_and_seats(&mut self, plan: &Plan) {
        for (id, office) in plan.offices.iter() {
            for (index, ground) in (0..).zip(&office.grounds) {
                let element = Element::Part("office", number(id), "ground", index);
                self.note(element, &ground.terms, [&ground.needs]);
                if let Event::When(when) = &ground.event {
                    self.need(element, when);
                }
            }
            for (index, order) in (0..).zip(&office.orders) {
                let element = Element::Part("office", number(id), "order", index);
                let steps = order.steps.iter().map(|step| &step.needs);
                self.note(element, &order.terms, steps.chain([&order.when]));
            }
        }
        for (id, seat) in plan.seats.iter() {
            for (index, option) in (0..).zip(&seat.options) {
                let element = Element::Part("seat", number(id), "option", index);
                self.note(element, &option.terms, [&option.needs]);
            }
        }
    }

    /// What is not listed as undecided and can stand between elements that are.
    fn bystanders(&mut self, plan: &Plan) {
        for (id, function) in plan.functions.iter() {
            self.needs(of("function", id), [&function.needs]);
        }
        for (id, power) in plan.powers.iter() {
            for (index, delegation) in (0..).zip(&power.delegations) {
                let element = Element::Part("power", number(id), "delegation", index);
                self.belongs(element, &delegation.terms);
                self.needs(element, [&delegation.condition]);
            }
        }
        for (id, record) in plan.records.iter() {
            for (index, copy) in (0..).zip(&record.copies) {
                let element = Element::Part("record", number(id), "copy", index);
                self.belongs(element, &copy.terms);
                self.needs(element, [&copy.needs]);
            }
        }
    }

    fn note<'e>(
        &mut self,
        element: Element,
        terms: &Terms,
        expressions: impl IntoIterator<Item = &'e Option<Expr>>,
    ) {
        let question = &self.ask.question;
        let status = terms.status_on(question.as_of);
        let is_open =
            !status.counts() && status != Status::Withdrawn && terms.valid_on(question.as_of);
        let is_supposed = question.with.contains(&element) || question.without.contains(&element);
        if is_open && !is_supposed {
            self.undecided.elements.push((element, status));
        }
        self.belongs(element, terms);
        self.needs(element, expressions);
    }

    /// Notes the measure that an element belongs to.
    fn belongs(&mut self, element: Element, terms: &Terms) {
        if let Some(measure) = terms.by_measure {
            let measure: Id<Measure> = measure;
            let measure = of("measure", measure);
            let undecided = &mut self.undecided;
            undecided.needs.entry(element).or_default().push(measure);
            undecided.parts.entry(measure).or_default().push(element);
        }
    }

    fn needs<'e>(
        &mut self,
        element: Element,
        expressions: impl IntoIterator<Item = &'e Option<Expr>>,
    ) {
        for expression in expressions.into_iter().flatten() {
            self.need(element, expression);
        }
    }

    /// Notes what an expression asks for; what it asks to be missing is no need.
    fn need(&mut self, element: Element, expression: &Expr) {
        let needs = self.undecided.needs.entry(element).or_default();
        expression.visit_atoms(&mut |atom, is_negated, _| {
            if !is_negated {
                needs.extend(asked_for(atom));
            }
        });
    }
}

/// The element that an atom asks for, of those that can be undecided or stand between them.
fn asked_for(atom: Atom) -> Option<Element> {
    match atom {
        Atom::Met(id) => Some(of("pledge", id)),
        Atom::InEffect(id) => Some(of("measure", id)),
        Atom::Decided(id) => Some(of("decision", id)),
        Atom::Works(id) => Some(of("function", id)),
        Atom::Stands(Thing::Link(id)) => Some(of("link", id)),
        Atom::Stands(Thing::Site(id)) => Some(of("site", id)),
        _ => None,
    }
}

/// The element of a kind with this identifier.
pub(crate) fn of<T>(kind: &'static str, id: Id<T>) -> Element {
    Element::Of(kind, number(id))
}

fn number<T>(id: Id<T>) -> u32 {
    u32::try_from(id.index()).expect("fewer than 2^32 elements of one kind")
}
