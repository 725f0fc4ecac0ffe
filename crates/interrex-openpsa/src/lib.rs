//! Models in the Open-PSA Model Exchange Format: read, understood as a circuit, written.
//!
//! Responsible for the format (version 2.0d of the specification) and for nothing else: the text of
//! one or several files becomes a [`Model`] with every name resolved and every probability
//! computed, and everything that is wrong with the text is said with its place; [`compile()`] turns a
//! model into a circuit with named propositions; [`write()`] turns a circuit into a model that other
//! tools open. It leaves to `interrex-fault` how a proposition is analyzed, and it knows no plans.
//!
//! ```
//! let text = r#"
//! <opsa-mef>
//!   <define-fault-tree name="pumps">
//!     <define-gate name="no-water"> <and> <basic-event name="a"/> <basic-event name="b"/> </and> </define-gate>
//!     <define-basic-event name="a"> <float value="0.1"/> </define-basic-event>
//!     <define-basic-event name="b"> <float value="0.2"/> </define-basic-event>
//!   </define-fault-tree>
//! </opsa-mef>"#;
//! let mut no_files = |_: &str| Err("there are none".to_owned());
//! let reading = interrex_openpsa::read(&[("pumps.xml", text)], &Default::default(), &mut no_files);
//! let model = reading.model.expect("a model without faults");
//! let compiled = interrex_openpsa::compile(&model);
//! assert_eq!(compiled.propositions[0].name, "no-water");
//! assert_eq!(compiled.variables[1].name, "b");
//! ```

mod compile;
mod expression;
pub mod faults;
mod graph;
mod model;
mod read;
mod write;
mod xml;

pub use compile::{Compiled, Kind, Proposition, Variable, compile};
pub use model::{
    Attribute, BasicEvent, BasicEventId, Collected, Connective, Formula, Gate, GateId, HouseEvent,
    HouseEventId, Model, Note, Path, Sequence,
};
pub use read::{Reading, Settings, read};
pub use write::{Chance, Event, Top, write};
pub use xml::decode;
