//! A register that holds every act that the facts of a world permit answers as `interrex prove` does for that world.
//!
//! Random plans, and random worlds of each. What is true in a world is said by the plain interpreter of the meaning,
//! which the tests of `interrex-prove` hold against the engine. Two registers are made of it: the record that one
//! step reads ([`record`]), and acts one after another, each judged as it comes ([`course`]). What keeps the two
//! apart where they are, `docs/concepts/register.md` says; worlds in which it would are left out, and counted.

#![expect(
    clippy::indexing_slicing,
    reason = "lists of one plan, indexed by its own identifiers"
)]

mod course;
mod drawn;
#[allow(
    dead_code,
    unused_imports,
    reason = "not everything that the interpreter says is asked here"
)]
mod naive;
mod record;
mod seeds;

#[test]
fn a_record_of_all_that_is_permitted_gives_what_prove_gives() {
    println!(
        "{}",
        seeds::check(|_| {}, |_, world| world, record::compare)
    );
}

#[test]
fn acts_one_after_another_lead_to_what_prove_gives() {
    let said = seeds::check(course::with_clerk, course::decidable, course::compare);
    println!("{said}");
}
