//! `stand-in-chain`: a stand-in that has a stand-in itself.

use interrex_diag::Diagnostic;

use crate::model::Plan;

/// Reports stand-ins of stand-ins: only one body may act for another.
pub(super) fn check(plan: &Plan, faults: &mut Vec<Diagnostic>) {
    for (id, body) in plan.bodies.iter() {
        let Some(other) = body.stand_in.filter(|other| *other != id) else {
            continue;
        };
        let other = plan.bodies.get(other);
        if let Some(third) = other.stand_in {
            let third = &plan.bodies.get(third).name;
            faults.push(
                Diagnostic::error(
                    "stand-in-chain",
                    format!(
                        "`{}` stands in for `{}` and has the stand-in `{third}` itself, expected none",
                        other.name, body.name
                    ),
                )
                .at(body.span, format!("its stand-in is `{}`", other.name))
                .also(other.span, format!("whose stand-in is `{third}`"))
                .help("a stand-in has no stand-in: say what the law says for each body itself"),
            );
        }
    }
}
