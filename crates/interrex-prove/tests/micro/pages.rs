//! Pages of micro-plans, taken apart into cases.
//!
//! Responsible for the outer form: a second-level heading, a plan, a derivation, answers. It leaves
//! what the answers say to `answers`, and says everything that is wrong with a page at once.

/// One micro-plan with its answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Case {
    /// The heading, without its mark.
    pub(crate) heading: String,
    /// The line of the heading in the page, from 1.
    pub(crate) line: usize,
    /// The text of the plan.
    pub(crate) plan: String,
    /// The blocks of answers, in the order of the page.
    pub(crate) blocks: Vec<Block>,
    /// Whether prose leads from the plan to the answers.
    pub(crate) is_derived: bool,
}

/// The text between two fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// The line of the page on which the text begins, from 1.
    pub(crate) line: usize,
    /// The text.
    pub(crate) text: String,
}

const DERIVATION: &str = "*Derivation.* ";

/// Every case of a page.
///
/// # Errors
/// Everything that keeps the page from being one of micro-plans, with its line.
pub(crate) fn cases(page: &str) -> Result<Vec<Case>, Vec<String>> {
    let mut reader = Reader::default();
    for (index, line) in page.lines().enumerate() {
        reader.line(index + 1, line);
    }
    if let Some((kind, block)) = &reader.open {
        let message = format!("{}: the block `{kind}` is not closed", block.line - 1);
        reader.faults.push(message);
    }
    for case in &reader.cases {
        reader.faults.extend(wanting(case));
    }
    if reader.faults.is_empty() {
        Ok(reader.cases)
    } else {
        Err(reader.faults)
    }
}

fn wanting(case: &Case) -> Vec<String> {
    let parts = [
        (case.plan.is_empty(), "no plan"),
        (case.blocks.is_empty(), "no answers"),
        (!case.is_derived, "no derivation"),
    ];
    let said = |what| format!("{}: `{}` has {what}", case.line, case.heading);
    parts
        .into_iter()
        .filter(|(is_missing, _)| *is_missing)
        .map(|(_, what)| said(what))
        .collect()
}

#[derive(Default)]
struct Reader {
    cases: Vec<Case>,
    open: Option<(String, Block)>,
    faults: Vec<String>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        if let Some(kind) = line.strip_prefix("```") {
            self.fence(number, kind);
        } else if let Some((_, block)) = &mut self.open {
            block.text.push_str(line);
            block.text.push('\n');
        } else if let Some(heading) = line.strip_prefix("## ") {
            self.heading(number, heading);
        } else if let Some(case) = self.cases.last_mut() {
            case.is_derived |= line.starts_with(DERIVATION);
        }
    }

    fn heading(&mut self, line: usize, heading: &str) {
        if self.cases.iter().any(|case| case.heading == heading) {
            let message = format!("{line}: a second case is called `{heading}`");
            self.faults.push(message);
        }
        self.cases.push(Case {
            heading: heading.to_owned(),
            line,
            ..Case::default()
        });
    }

    fn fence(&mut self, line: usize, kind: &str) {
        if let Some((open, block)) = self.open.take() {
            self.close(&open, block);
        } else {
            let line = line + 1;
            let text = String::new();
            self.open = Some((kind.to_owned(), Block { line, text }));
        }
    }

    fn close(&mut self, kind: &str, block: Block) {
        let fault = match (self.cases.last_mut(), kind) {
            (None, _) => "a block stands before the first case",
            (Some(case), "toml") if case.plan.is_empty() && case.blocks.is_empty() => {
                case.plan = block.text;
                return;
            }
            (Some(case), "answers") if !case.plan.is_empty() => {
                case.blocks.push(block);
                return;
            }
            (Some(_), "toml") => "a case has one plan, before its answers",
            (Some(_), "answers") => "answers stand before their plan",
            (Some(_), _) => "a block is neither `toml` nor `answers`",
        };
        self.faults.push(format!("{}: {fault}", block.line - 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Page\n\n## One\n\nSituation.\n\n```toml\na = 1\nb = 2\n```\n\n\
        *Derivation.* Because.\n\n```answers\nx.y\n  never\n```\n\n```answers\nx.z\n```\n";

    #[test]
    fn a_case_is_a_heading_a_plan_a_derivation_and_answers() {
        let block = |line, text: &str| Block {
            line,
            text: text.to_owned(),
        };
        let case = Case {
            heading: "One".to_owned(),
            line: 3,
            plan: "a = 1\nb = 2\n".to_owned(),
            blocks: vec![block(15, "x.y\n  never\n"), block(20, "x.z\n")],
            is_derived: true,
        };
        assert_eq!(cases(PAGE), Ok(vec![case]));
    }

    #[test]
    fn what_is_wrong_with_a_page_is_said_with_its_line() {
        let rest = "```toml\na\n```\n*Derivation.* b\n```answers\nc\n```\n";
        let table = [
            (
                "```toml\na\n```\n".to_owned(),
                "1: a block stands before the first case",
            ),
            (
                format!("## A\n{rest}```toml\nb\n```\n"),
                "9: a case has one plan, before its answers",
            ),
            (
                format!("## A\n```answers\nc\n```\n{rest}"),
                "2: answers stand before their plan",
            ),
            (
                format!("## A\n{rest}```rust\n```\n"),
                "9: a block is neither `toml` nor `answers`",
            ),
            (
                format!("## A\n{rest}```answers\n"),
                "9: the block `answers` is not closed",
            ),
            (
                format!("## A\n{rest}## A\n{rest}"),
                "9: a second case is called `A`",
            ),
            (format!("## A\n{rest}## B\n"), "9: `B` has no plan"),
            (
                format!("## A\n{}", rest.replace("*Deriv", "Deriv")),
                "1: `A` has no derivation",
            ),
            (
                "## A\n```toml\na\n```\n*Derivation.* b\n".to_owned(),
                "1: `A` has no answers",
            ),
        ];
        for (page, expect) in table {
            let faults = cases(&page).expect_err("a fault");
            assert_eq!(faults.first().map(String::as_str), Some(expect), "{page}");
        }
    }
}
