//! `interrex prove --stream`: the combinations themselves, one a line, as many as there are.

use interrex_diag::Format;
use interrex_prove::stream::{By, Ended, Form, Wanted, last_object, last_words, write_set};

use crate::Outcome;
use crate::args::{ProveArgs, StreamBy};
use crate::output::Output;

/// What takes a combination, with its likelihood, and says whether more are wanted.
type Each<'e> = &'e mut dyn FnMut(&[&str], f64) -> bool;

/// Which combinations are wanted, when they are to be streamed.
pub(crate) fn wanted(args: &ProveArgs) -> Option<Wanted> {
    let by = match args.stream? {
        StreamBy::Size => By::Size,
        StreamBy::Likelihood => By::Likelihood,
    };
    Some(Wanted {
        by,
        list_max: args.list_max,
        order_max: args.order_max,
    })
}

/// Writes the combinations of one proposition, and says at the end how many there were.
pub(crate) fn tell(
    proposition: &str,
    output: &mut Output,
    stream: impl FnOnce(Each<'_>) -> Ended,
) -> Outcome {
    let form = match output.format() {
        Format::Human => Form::Human,
        Format::Json => Form::Json,
        Format::Short | Format::GitHub => Form::Short,
    };
    let mut line = String::new();
    let ended = stream(&mut |facts, probability| {
        write_set(&mut line, form, proposition, facts, probability);
        output.answer(&line);
        !output.is_cut_off()
    });
    match ended {
        Ended::Told(told) => {
            if form == Form::Json {
                output.answer(&format!("{}\n", last_object(proposition, &told)));
            }
            output.say(&last_words(proposition, &told));
            Outcome::Good
        }
        Ended::Undecided(reached) => {
            output.say(&format!(
                "{proposition}: {reached} before the combinations were known; \
                 `--nodes-max` and `--time-max` raise the limits, `--order-max` asks for less"
            ));
            Outcome::Undecided
        }
    }
}
