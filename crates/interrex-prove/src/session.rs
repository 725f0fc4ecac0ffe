//! From a question to answers: compile the standing, ask the analyses, and put what they say back
//! into the words of the plan.

use interrex_circuit::{Node, Var};
use interrex_diag::Sources;
use interrex_fault::{Assignment, Chance as Likeliness, Limits, Session};
use interrex_plan::model::{Id, Plan, Source};
use interrex_standing::{Proposition, Standing, likelihood};
use interrex_units::Likelihood;

use crate::answer::{About, Answer, Chance, Sets, SourceWeight, Survives, ThingWeight};
use crate::ask::{Ask, NODES_PER_CASE};
pub(crate) use crate::inquiry::chance;
use crate::inquiry::{Inquiry, Words};
use crate::lines::Lines;
use crate::stream::{Ended, Wanted};

/// A plan compiled for one question.
pub struct Proof<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) texts: &'a Sources,
    pub(crate) ask: &'a Ask<'a>,
    pub(crate) standing: Standing,
}

impl<'a> Proof<'a> {
    /// Compiles what the question asks for. The plan must have been read without errors.
    pub fn new(plan: &'a Plan, texts: &'a Sources, ask: &'a Ask<'a>) -> Self {
        let standing = Standing::compile(plan, &ask.question, ask.given.as_ref(), |name| {
            ask.wants(name)
        });
        Self {
            plan,
            texts,
            ask,
            standing,
        }
    }

    /// The propositions asked for.
    pub fn propositions(&self) -> &[Proposition] {
        self.standing.propositions()
    }

    /// The compiled standing.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Starts the analyses. Diagrams are shared by all propositions asked for.
    pub fn analyses(&self) -> Analyses<'_> {
        let propositions = self.propositions().iter();
        let tops: Vec<Node> = propositions.map(|proposition| proposition.node).collect();
        self.analyses_of(&tops, self.limits())
    }

    /// Whether the propositions are so many that each can have a share of the time only.
    pub(crate) fn is_surveyed(&self) -> bool {
        self.propositions().len() > SURVEYED_MIN && self.standing.given().is_none()
    }

    /// The analyses of a few propositions out of many, each of which may spend little.
    pub(crate) fn quick_analyses(&self, tops: &[Node]) -> Analyses<'_> {
        let usual = self.limits();
        let limits = Limits {
            nodes_max: usual.nodes_max.min(QUICK_NODES_MAX),
            expansions_max: usual.expansions_max.min(QUICK_EXPANSIONS_MAX),
            stop: usual.stop,
        };
        let analyses = self.analyses_of(tops, limits);
        let inquiry = analyses.inquiry.frugal();
        Analyses {
            inquiry,
            ..analyses
        }
    }

    fn analyses_of<'p>(&'p self, tops: &[Node], limits: Limits<'p>) -> Analyses<'p> {
        let assignment = self.assignment(None);
        let classes = self.standing.variables().classes();
        let classes = classes.iter().map(|class| class.members.clone()).collect();
        let session = Session::new(assignment, tops, classes, limits);
        let session = match self.propositions() {
            // Several share the time as they come, and those that come last would get nothing.
            [_] => session.hurrying(self.ask.hurry()),
            _ => session,
        };
        let inquiry = Inquiry::new(session, &self.standing, self.standing.given());
        Analyses {
            proof: self,
            inquiry: inquiry.listing(self.ask.order_max, self.ask.list_max),
        }
    }

    /// What one question may spend.
    pub(crate) fn limits(&self) -> Limits<'_> {
        let usual = Limits::default();
        Limits {
            nodes_max: self.ask.nodes_max,
            stop: self.ask.stop(),
            expansions_max: usual
                .expansions_max
                .min(self.ask.nodes_max / NODES_PER_CASE),
        }
    }

    /// The likelihoods of all variables; with what one source assessed taken as unknown.
    pub(crate) fn assignment(&self, wrong: Option<Id<Source>>) -> Assignment<'_> {
        Assignment::new(self.standing.circuit(), self.chances(wrong))
            .expect("a standing has a likelihood for each of its variables")
            .with_related(self.related())
    }

    /// The same, variable by variable.
    pub(crate) fn chances(&self, wrong: Option<Id<Source>>) -> Vec<(Var, Likeliness)> {
        let mut chances = Vec::new();
        for (var, variable) in self.standing.variables().iter() {
            let doubted = wrong.is_some_and(|source| self.rests_on(variable, source));
            let base_doubted = |base: Var| {
                wrong.is_some_and(|source| {
                    self.rests_on(self.standing.variables().get(base), source)
                })
            };
            let chance = match variable.coupled {
                Some(coupling) if !doubted && !base_doubted(coupling.base) => Likeliness::Added {
                    base: coupling.base,
                    either: coupling.either,
                },
                _ if doubted => Likeliness::Alone(Likelihood::UNKNOWN),
                _ => Likeliness::Alone(variable.likelihood),
            };
            chances.push((var, chance));
        }
        chances
    }

    /// Variables whose ranges *more likely than* has narrowed.
    pub(crate) fn related(&self) -> Vec<Var> {
        let mut facts = std::collections::BTreeSet::new();
        for (id, fact) in self.plan.facts.iter() {
            for (less, _) in &fact.more_likely_than {
                facts.extend([id, *less]);
            }
        }
        let variables = self.standing.variables().iter();
        variables
            .filter(|(_, variable)| variable.fact.is_some_and(|fact| facts.contains(&fact)))
            .map(|(var, _)| var)
            .collect()
    }

    /// Whether a variable's likelihood rests on an assessment of a source.
    fn rests_on(&self, variable: &interrex_standing::Variable, source: Id<Source>) -> bool {
        self.sources_of(variable).contains(&source)
    }

    /// The sources whose assessments count for a variable.
    pub(crate) fn sources_of(&self, variable: &interrex_standing::Variable) -> Vec<Id<Source>> {
        use interrex_plan::model::Change;
        use interrex_standing::Part;
        let Some(id) = variable.fact else {
            return Vec::new();
        };
        let fact = self.plan.facts.get(id);
        let question = &self.ask.question;
        let assessments = match variable.part {
            Part::Own => match &fact.condition {
                Some(condition) => &condition.otherwise,
                None => &fact.assessments,
            },
            Part::Given => &fact.assessments,
            Part::Weighed(_) => return Vec::new(),
            Part::Effect(measure) => {
                let effects = &self.plan.measures.get(measure).effects;
                let found = effects.iter().find_map(|change| match change {
                    Change::Assess(changed, assessments, _) if *changed == id => Some(assessments),
                    _ => None,
                });
                let Some(found) = found else {
                    return Vec::new();
                };
                found
            }
        };
        let known = likelihood::in_force(self.plan, question, assessments);
        let mut sources: Vec<Id<Source>> = known
            .iter()
            .filter_map(|assessment| assessment.source)
            .collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }
}

/// The analyses of one question, one proposition after another.
pub struct Analyses<'p> {
    proof: &'p Proof<'p>,
    inquiry: Inquiry<'p>,
}

impl Words for Standing {
    fn name(&self, var: Var) -> &str {
        &self.variables().get(var).name
    }

    fn class(&self, class: usize) -> String {
        let classes = self.variables().classes();
        let class = classes.get(class);
        class.map_or_else(String::new, |class| class.name.clone())
    }

    fn is_loss(&self, var: Var) -> bool {
        self.variables().get(var).is_loss
    }
}

/// The greatest size of sets that a summary looks for: what takes more losses at once is told by
/// its likelihood alone.
const TOLD_ORDER_MAX: usize = 4;
/// How many sets a summary lists of each.
pub(crate) const TOLD_LIST_MAX: usize = 3;

/// Above this many propositions their likelihoods are surveyed in one pass.
const SURVEYED_MIN: usize = 2_000;
/// What each of the worst of so many may spend on being told in full.
const QUICK_NODES_MAX: usize = 10_000;
/// The cases that are then told apart.
const QUICK_EXPANSIONS_MAX: usize = 8;

impl<'p> Analyses<'p> {
    /// Everything about one proposition.
    pub fn answer(&mut self, proposition: &Proposition) -> Answer {
        let lines = Lines::new(
            self.proof.plan,
            self.proof.texts,
            &self.proof.standing,
            proposition,
        );
        let brief = self.brief(proposition);
        let mut answer = self.outline(proposition, &lines, brief);
        answer.path_sets = self.inquiry.path_sets(proposition.node);
        let importance = self.inquiry.importance(proposition.node);
        answer.importance_undecided = importance.is_none();
        answer.importance = importance.unwrap_or_default();
        answer.things = self.things(proposition);
        answer.sources = self.sources(proposition, answer.probability);
        answer
    }

    /// Gives out the combinations that bring a proposition about, with the names of their facts
    /// and the greatest probability of each, until `each` answers that it wants no more.
    pub fn stream(
        &mut self,
        proposition: &Proposition,
        wanted: &Wanted,
        each: &mut dyn FnMut(&[&str], f64) -> bool,
    ) -> Ended {
        self.inquiry.stream(proposition.node, wanted, each)
    }

    /// The analyses underneath.
    pub(crate) fn session(&mut self) -> &mut Session<'p> {
        &mut self.inquiry.session
    }

    /// The part of an answer that a summary needs: likelihood, how many losses it survives, and the
    /// first sets.
    pub fn brief(&mut self, proposition: &Proposition) -> (Chance, Survives) {
        (self.probability(proposition), self.survives(proposition))
    }

    /// Nobody asks what an event that is no failure survives.
    fn brief_of_few(&mut self, proposition: &Proposition) -> (Chance, Survives) {
        if proposition.subject.is_failure() {
            self.brief(proposition)
        } else {
            (self.probability(proposition), Survives::Undecided)
        }
    }

    /// What [`brief`](Self::brief) says of each proposition asked for, in their order, where they are
    /// so many that each can have a share of the time only. Bounds may be wider.
    pub fn briefs(&mut self) -> Vec<(Chance, Survives)> {
        let proof = self.proof;
        if !proof.is_surveyed() {
            let propositions = proof.propositions().iter();
            return propositions.map(|one| self.brief_of_few(one)).collect();
        }
        let tops: Vec<Node> = proof.propositions().iter().map(|one| one.node).collect();
        self.inquiry.survey(&tops)
    }

    /// An answer without what only a full one has: path sets, importance, sources. Unless the
    /// question says otherwise, sets are looked for up to `TOLD_ORDER_MAX`. What [`brief`](Self::brief)
    /// said is not asked again.
    pub fn told(&mut self, proposition: &Proposition, brief: (Chance, Survives)) -> Answer {
        let proof = self.proof;
        let lines = Lines::new(proof.plan, proof.texts, &proof.standing, proposition);
        self.inquiry.order_max = proof.ask.order_max.or(Some(TOLD_ORDER_MAX));
        self.inquiry.list_max = proof.ask.list_max.min(TOLD_LIST_MAX);
        let answer = self.outline(proposition, &lines, brief);
        self.inquiry.order_max = proof.ask.order_max;
        self.inquiry.list_max = proof.ask.list_max;
        answer
    }

    fn outline(
        &mut self,
        proposition: &Proposition,
        lines: &Lines<'_>,
        (probability, survives): (Chance, Survives),
    ) -> Answer {
        let proof = self.proof;
        let cut_sets = self.cut_sets(proposition, lines);
        let mut all: Vec<_> = cut_sets
            .listed
            .iter()
            .flat_map(|set| set.lines.clone())
            .collect();
        all.push(lines.line(
            proposition.span,
            proof.plan.element_name(proposition.subject.element()),
        ));
        all.sort();
        all.dedup();
        Answer {
            proposition: proposition.name.clone(),
            about: About::Plan(proposition.subject.clone()),
            as_of: Some(proof.ask.question.as_of),
            horizon: proof.plan.header.horizon,
            supposed: proof.ask.supposed.clone(),
            survives,
            cut_sets,
            path_sets: Sets::default(),
            probability,
            factor: None,
            importance: Vec::new(),
            importance_undecided: false,
            things: Vec::new(),
            sources: Vec::new(),
            lines: all,
            assumed: self.assumed(proposition),
        }
    }

    /// How likely a proposition is, under the condition of the question if there is one.
    pub fn probability(&mut self, proposition: &Proposition) -> Chance {
        self.inquiry.probability(proposition.node)
    }

    /// How many losses leave a proposition false.
    pub fn survives(&mut self, proposition: &Proposition) -> Survives {
        self.inquiry.survives(proposition.node)
    }

    /// The minimal cut sets of a proposition.
    pub(crate) fn cut_sets(&mut self, proposition: &Proposition, lines: &Lines<'_>) -> Sets {
        let mut sets = self.inquiry.cut_sets(proposition.node);
        for set in &mut sets.listed {
            let vars = std::mem::take(&mut set.vars);
            set.lines = lines.of(&vars);
            set.views = lines.views(&vars);
        }
        sets
    }

    /// Places, sites, links and records on the way to a proposition: its likelihood if each is lost
    /// and if it stands.
    fn things(&mut self, proposition: &Proposition) -> Vec<ThingWeight> {
        let proof = self.proof;
        let cone: std::collections::BTreeSet<Node> = proof
            .standing
            .circuit()
            .cone(proposition.node)
            .into_iter()
            .collect();
        let mut list = Vec::new();
        let mut known = std::collections::BTreeMap::new();
        for trace in proof.standing.traces() {
            let interrex_plan::model::Element::Of(kind, _) = trace.element else {
                continue;
            };
            let is_thing = matches!(kind, "place" | "site" | "link" | "record");
            if !is_thing || !cone.contains(&trace.node) {
                continue;
            }
            let split = *known
                .entry(trace.node)
                .or_insert_with(|| self.inquiry.session.split(proposition.node, trace.node));
            list.push(ThingWeight {
                thing: proof.plan.element_name(trace.element),
                if_lost: chance(split.if_false),
                if_standing: chance(split.if_true),
            });
        }
        list.sort_by(|a, b| {
            b.if_lost
                .high
                .total_cmp(&a.if_lost.high)
                .then_with(|| a.thing.cmp(&b.thing))
        });
        list
    }

    /// How far the answer moves if each source were wrong.
    fn sources(&mut self, proposition: &Proposition, now: Chance) -> Vec<SourceWeight> {
        let proof = self.proof;
        let support = proof.standing.circuit().support(proposition.node);
        let mut sources: Vec<Id<Source>> = support
            .iter()
            .flat_map(|var| proof.sources_of(proof.standing.variables().get(*var)))
            .collect();
        sources.sort_unstable();
        sources.dedup();
        let mut list = Vec::new();
        for source in sources {
            let before = self
                .inquiry
                .session
                .reassign(proof.assignment(Some(source)));
            let if_wrong = self.probability(proposition);
            self.inquiry.session.reassign(before);
            let moves = (if_wrong.high - now.high)
                .max(now.low - if_wrong.low)
                .max(0.0);
            list.push(SourceWeight {
                source: proof.plan.sources.get(source).name.clone(),
                if_wrong,
                moves,
            });
        }
        list.sort_by(|a, b| {
            b.moves
                .total_cmp(&a.moves)
                .then_with(|| a.source.cmp(&b.source))
        });
        list
    }

    fn assumed(&self, proposition: &Proposition) -> Vec<String> {
        let standing = &self.proof.standing;
        let support = standing.circuit().support(proposition.node);
        let mut names: Vec<String> = Vec::new();
        for var in support {
            let variable = standing.variables().get(var);
            if variable.assumed {
                let name = variable
                    .name
                    .split(" #")
                    .next()
                    .unwrap_or(&variable.name)
                    .to_owned();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }
}
