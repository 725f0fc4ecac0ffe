//! The tests of the plan language from outside: what is read, what is refused, and that reading
//! ends. They are one program, because linking five takes longer than running them.

mod examples;
mod faults;
mod hostile;
mod model;
mod mutations;
mod pages;
mod terms;
