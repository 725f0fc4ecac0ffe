//! Pages of small plans with their answers (`docs/concepts/micro`), read for the interpreter.
//!
//! Responsible for the form that `docs/concepts/micro/index.md` describes: under a heading a plan,
//! then blocks of answers. It leaves working them out to `check`.

/// A plan of a page with everything that the page says of it.
pub(crate) struct Case {
    pub(crate) title: String,
    pub(crate) plan: String,
    pub(crate) blocks: Vec<Block>,
}

/// What is asked, and the answers.
#[derive(Default)]
pub(crate) struct Block {
    pub(crate) as_of: Option<String>,
    pub(crate) with: Vec<String>,
    pub(crate) without: Vec<String>,
    pub(crate) given: Option<String>,
    pub(crate) answers: Vec<Answer>,
}

/// What a page says of one proposition. What it does not say is not checked.
#[derive(Default)]
pub(crate) struct Answer {
    pub(crate) proposition: String,
    /// Each with the facts that undo it.
    pub(crate) cuts: Option<Vec<(Vec<String>, Vec<String>)>>,
    pub(crate) paths: Option<Vec<Vec<String>>>,
    pub(crate) probability: Option<(f64, f64)>,
    /// Whether the probability is said to be undecided.
    pub(crate) undecided: bool,
    pub(crate) survives: Option<Survives>,
}

/// How many losses are survived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Survives {
    /// It never comes true.
    Everything,
    Losses(usize),
    /// It can come true without a loss.
    WithoutALoss,
}

/// The cases of a page.
pub(crate) fn cases(page: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut inside = String::new();
    for line in page.lines() {
        match (fence, line.strip_prefix("```")) {
            (None, Some(kind)) => {
                fence = Some(kind);
                inside.clear();
            }
            (None, None) => {
                if let Some(title) = line.strip_prefix("## ") {
                    let title = title.to_owned();
                    cases.push(Case {
                        title,
                        plan: String::new(),
                        blocks: Vec::new(),
                    });
                }
            }
            (Some(kind), Some(_)) => {
                if let Some(case) = cases.last_mut() {
                    match kind {
                        "toml" => case.plan.push_str(&inside),
                        "answers" => case.blocks.push(block(&inside)),
                        _ => {}
                    }
                }
                fence = None;
            }
            (Some(_), None) => {
                inside.push_str(line);
                inside.push('\n');
            }
        }
    }
    cases
}

fn block(text: &str) -> Block {
    let mut block = Block::default();
    for line in text.lines() {
        if let Some(said) = line.strip_prefix("  ") {
            block
                .answers
                .last_mut()
                .expect("a proposition comes first")
                .hear(said);
            continue;
        }
        match line.split_once(' ') {
            Some(("as-of", date)) => block.as_of = Some(date.to_owned()),
            Some(("with", name)) => block.with.push(name.to_owned()),
            Some(("without", name)) => block.without.push(name.to_owned()),
            Some(("given", condition)) => block.given = Some(condition.to_owned()),
            _ => block.answers.push(Answer {
                proposition: line.to_owned(),
                ..Answer::default()
            }),
        }
    }
    block
}

impl Answer {
    fn hear(&mut self, said: &str) {
        let (word, rest) = said.split_once(' ').unwrap_or((said, ""));
        match word {
            "cut" | "always" => {
                let (facts, unless) = match rest.split_once("unless ") {
                    Some((facts, unless)) => (facts, unless.split(" or ").collect()),
                    None => (rest, Vec::new()),
                };
                let mut unless: Vec<String> = unless.into_iter().map(str::to_owned).collect();
                unless.sort();
                self.cuts.get_or_insert_default().push((set(facts), unless));
            }
            "never" => {
                self.cuts = Some(Vec::new());
                self.probability.get_or_insert((0.0, 0.0));
            }
            "path" => self.paths.get_or_insert_default().push(set(rest)),
            "probability" => {
                let (low, high) = rest.split_once(" to ").unwrap_or((rest, rest));
                let number = |text: &str| {
                    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
                    above.parse::<f64>().expect(said) / below.parse::<f64>().expect(said)
                };
                self.probability = Some((number(low), number(high)));
            }
            "undecided" => self.undecided = true,
            "survives" => {
                self.survives = Some(match rest {
                    "never" => Survives::Everything,
                    "without a loss" => Survives::WithoutALoss,
                    losses => Survives::Losses(losses.parse().expect(said)),
                });
            }
            _ => panic!("`{said}` is not a line of an answer"),
        }
    }
}

/// The names of a set, sorted: `3 of unfit(council/west)` three times over.
fn set(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for one in text.trim().split(" + ").filter(|one| !one.is_empty()) {
        match one
            .split_once(" of ")
            .and_then(|(many, name)| Some((many.parse().ok()?, name)))
        {
            Some((many, name)) => names.extend(std::iter::repeat_n(name.to_owned(), many)),
            None => names.push(one.to_owned()),
        }
    }
    names.sort();
    names
}
