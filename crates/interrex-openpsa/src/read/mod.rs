//! From elements to the model.
//!
//! Responsible for reading whole files in two passes: everything that is defined is given its name
//! first, then formulas and expressions are read, so that things may be used before the place where
//! they are defined. It never stops at the first fault. The text as XML belongs to `crate::xml`.

mod declare;
mod expressions;
mod faults;
mod fields;
mod formulas;
mod groups;
mod links;
mod names;
mod phases;
mod probabilities;
mod refused;
mod scopes;
mod sequences;
mod substitutions;
mod trees;
mod walk;

use interrex_diag::{Diagnostic, Sources, has_errors, sort};

use rustc_hash::FxHashSet;

use crate::graph;
use crate::model::{BasicEvent, Formula, Gate, GateId, HouseEvent, Model, Note};
use crate::xml::{ElementId, Loader, Tree};
use declare::{Declarations, Declared};
use names::{Kind, Names};
use scopes::Scopes;
use trees::Titles;

/// A model as read, with everything that is wrong with it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The model; nothing where a diagnostic is an error.
    pub model: Option<Model>,
    /// The phases of its alignments, as `ALIGNMENT.PHASE`, in the order of the text. A model that has
    /// some is to be read once for each.
    pub phases: Vec<String>,
    /// The texts of all files, included ones too, to render the diagnostics.
    pub sources: Sources,
    /// Everything found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a model leaves to those who ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How long the system is to work, in hours: a year, unless set.
    pub mission_time: f64,
    /// The phase to put the model into, as `ALIGNMENT.PHASE`; none, unless set.
    pub phase: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mission_time: 8760.0,
            phase: None,
        }
    }
}

/// Reads a model from the names and texts of its files, which are read as one, in the order given.
///
/// `files` is asked for each file that is included, by its name relative to the same folder as the
/// names given; it returns the text, or why there is none. Reading never stops at the first fault
/// and never panics, whatever the text.
pub fn read<P: AsRef<str>, T: AsRef<str>>(
    texts: &[(P, T)],
    settings: &Settings,
    files: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Reading {
    let mut loader = Loader::new(files);
    let roots: Vec<ElementId> = texts
        .iter()
        .filter_map(|(name, text)| loader.load(name.as_ref(), text.as_ref()))
        .collect();
    let Loader {
        tree,
        sources,
        faults,
        ..
    } = loader;
    let complete = !has_errors(&faults);
    let mut reader = Reader::new(&tree, faults, settings);
    // What a file that could not be read defines is missing everywhere else: those faults would
    // all follow from one.
    let mut phases = Vec::new();
    let model = complete.then(|| {
        reader.declare(&roots);
        phases = reader.enter_phase(settings.phase.as_deref());
        reader.model()
    });
    let mut diagnostics = reader.faults;
    sort(&mut diagnostics);
    Reading {
        model: model.filter(|_| !has_errors(&diagnostics)),
        phases,
        sources,
        diagnostics,
    }
}

/// What is known while reading.
struct Reader<'t> {
    tree: &'t Tree,
    faults: Vec<Diagnostic>,
    scopes: Scopes,
    names: Names,
    declared: Declarations,
    titles: Titles,
    /// References that were reported as undefined, so that each is reported once.
    undefined: FxHashSet<(String, Kind)>,
    /// What each declared event is in a formula.
    event_formulas: Vec<Formula>,
    /// In hours.
    mission_time: f64,
    /// How many branches and instructions of event trees were followed.
    steps: usize,
    name: Option<String>,
    note: Note,
}

impl<'t> Reader<'t> {
    fn new(tree: &'t Tree, faults: Vec<Diagnostic>, settings: &Settings) -> Self {
        Self {
            tree,
            faults,
            scopes: Scopes::default(),
            names: Names::default(),
            declared: Declarations::default(),
            titles: Titles::default(),
            undefined: FxHashSet::default(),
            event_formulas: Vec::new(),
            mission_time: settings.mission_time,
            steps: 0,
            name: None,
            note: Note::default(),
        }
    }

    /// Gives everything that is defined its name.
    fn declare(&mut self, roots: &[ElementId]) {
        // A file of another kind has the texts and elements of its kind.
        if roots.iter().all(|root| self.is_model(*root)) {
            self.stray_texts();
            self.stray_notes();
        }
        self.titles.note_states(self.tree);
        for root in roots {
            self.root(*root);
        }
    }

    fn model(&mut self) -> Model {
        let parameters = self.evaluated_parameters();
        let probabilities = self.probabilities(&parameters);
        self.place_events();
        let mut gates = self.gates();
        let is_own = |event: &&Declared| event.member.is_none();
        let own = self.declared.events.iter().filter(is_own).count();
        let (common, members) = self.expand_groups(own, &parameters);
        gates.extend(members);
        let tops = self.tops(&gates);
        let substitutions = std::mem::take(&mut self.declared.substitutions);
        let constraints = substitutions.into_iter();
        let constraints = constraints
            .filter_map(|(id, scope)| self.constraint(id, scope))
            .collect();
        let sequences = self.sequences(&parameters);
        let declared = std::mem::take(&mut self.declared);
        let mut events = events(declared.events, probabilities);
        events.extend(common);
        Model {
            name: self.name.take(),
            note: std::mem::take(&mut self.note),
            events,
            houses: declared.houses.into_iter().map(house).collect(),
            gates,
            tops,
            sequences,
            constraints,
        }
    }

    fn gates(&mut self) -> Vec<Gate> {
        let mut gates = Vec::with_capacity(self.declared.gates.len());
        for at in 0..self.declared.gates.len() {
            let Some(gate) = self.declared.gates.get(at) else {
                continue;
            };
            let (element, scope) = (gate.element, gate.scope);
            let formula = self.only_formula(element, scope);
            if let Some(gate) = self.declared.gates.get_mut(at) {
                gates.push(Gate {
                    name: gate.name.clone(),
                    note: std::mem::take(&mut gate.note),
                    formula,
                    is_member: false,
                    span: gate.span,
                });
            }
        }
        gates
    }

    /// The gates that no gate refers to; circles are reported.
    fn tops(&mut self, gates: &[Gate]) -> Vec<GateId> {
        let mut needs: Vec<Vec<usize>> = Vec::with_capacity(gates.len());
        let mut needed = vec![false; gates.len()];
        for gate in gates {
            let mut list = Vec::new();
            gate.formula.each_gate(&mut |other| list.push(other.0));
            for other in &list {
                if let Some(place) = needed.get_mut(*other) {
                    *place = true;
                }
            }
            needs.push(list);
        }
        for circle in graph::sort(&needs).circles {
            let steps: Vec<_> = circle
                .iter()
                .filter_map(|gate| gates.get(*gate))
                .map(|gate| (gate.name.as_str(), gate.span))
                .collect();
            self.faults.push(faults::circle("gate", &steps));
        }
        let tops = needed.iter().zip(gates).enumerate();
        let tops = tops.filter(|(_, (needed, gate))| !**needed && !gate.is_member);
        tops.map(|(gate, _)| GateId(gate)).collect()
    }
}

fn events(declared: Vec<Declared>, probabilities: Vec<Option<f64>>) -> Vec<BasicEvent> {
    declared
        .into_iter()
        .zip(probabilities)
        .filter(|(event, _)| event.member.is_none())
        .map(|(event, probability)| BasicEvent {
            name: event.name,
            note: event.note,
            probability,
            span: event.span,
        })
        .collect()
}

fn house(declared: Declared) -> HouseEvent {
    HouseEvent {
        name: declared.name,
        note: declared.note,
        state: declared.state,
        span: declared.span,
    }
}
