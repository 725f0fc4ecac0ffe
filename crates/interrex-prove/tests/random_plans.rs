//! The independent check of the meaning: random small plans, each enumerated world by world by an
//! interpreter that cannot be clever, against what `interrex_prove` answers.

mod naive;

use naive::generate::random_plan;

#[test]
fn look() {
    for seed in 0..2000 {
        let plan = random_plan(seed);
        if seed < 3 {
            println!("{}", plan.text);
        }
    }
}
