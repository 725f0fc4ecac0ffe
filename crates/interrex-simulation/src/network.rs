//! What is under way between the parts of the world.
//!
//! Responsible for messages that arrive late, twice, out of order or never, and for partitions.

use interrex_log::simulated::SimulatedDisk;
use interrex_tlog::witness::AddCheckpoint;

use crate::random::Random;

/// Who sends and gets messages: a site, a witness or a reader, by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    Site(usize),
    Witness(usize),
    Reader(usize),
    Liar,
}

/// What a message says.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// The files of a log, as somebody has copied them.
    Files { origin: String, disk: SimulatedDisk },
    /// A request to a witness.
    Request(Box<AddCheckpoint>),
    /// Its answer, with the request.
    Answer {
        request: Box<AddCheckpoint>,
        status: u16,
        body: String,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) from: Place,
    pub(crate) to: Place,
    pub(crate) body: Body,
}

/// Messages under way.
#[derive(Default, Debug)]
pub(crate) struct Network {
    messages: Vec<Message>,
    /// Who is cut off from the others.
    island: Vec<Place>,
}

/// More messages than so many are not kept: the oldest are lost.
const UNDER_WAY_MAX: usize = 60;

impl Network {
    pub(crate) fn send(&mut self, from: Place, to: Place, body: Body) {
        if self.messages.len() == UNDER_WAY_MAX {
            self.messages.remove(0);
        }
        self.messages.push(Message { from, to, body });
    }

    /// Cuts somebody off, or ends what was cut off.
    pub(crate) fn partition(&mut self, island: Vec<Place>) {
        self.island = island;
    }

    /// Some message that can arrive: any of those under way. One in six is lost, and one in five arrives
    /// again later.
    pub(crate) fn arrive(&mut self, random: &mut Random) -> Option<Message> {
        let open = |message: &Message| {
            self.island.contains(&message.from) == self.island.contains(&message.to)
        };
        let ready: Vec<usize> = (0..self.messages.len())
            .filter(|at| self.messages.get(*at).is_some_and(open))
            .collect();
        let at = *ready.get(random.at(ready.len()))?;
        if random.one_in(5) {
            return self.messages.get(at).cloned();
        }
        let message = self.messages.remove(at);
        (!random.one_in(6)).then_some(message)
    }
}
