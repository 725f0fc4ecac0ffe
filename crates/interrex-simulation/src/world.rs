//! The world: who is in it, what happens next, and what must hold at the end.
//!
//! Responsible for the order of events, all chosen from the seed.

use std::collections::BTreeMap;
use std::fmt::Write;

use interrex_log::simulated::{FAILURES, Failure, SimulatedDisk};
use interrex_tlog::checkpoint::Checkpoint;
use interrex_tlog::note::VerifierKey;
use interrex_tlog::policy::Policy;

use crate::liar::Liar;
use crate::network::{Body, Message, Network, Place};
use crate::planted::{Planted, PlantedDisk};
use crate::random::Random;
use crate::reader::{Broken, Held, Holder, Seen};
use crate::site::Site;
use crate::truth::Truth;
use crate::witness::SimulatedWitness;
use crate::{Summary, Violation};

/// Everything that there is.
pub(crate) struct World {
    seed: u64,
    planted: Option<Planted>,
    random: Random,
    now: u64,
    sites: Vec<Site>,
    liar: Option<Liar>,
    witnesses: Vec<SimulatedWitness>,
    readers: Vec<Holder>,
    /// Every signed head counts.
    open: Policy,
    /// A quorum has to have cosigned it.
    strict: Policy,
    network: Network,
    summary: Summary,
    trace: Vec<String>,
}

/// So many events are told with a violation.
const TRACE_MAX: usize = 40;

/// The policy of these logs and witnesses, of which so many are a quorum.
fn policy(logs: &[VerifierKey], witnesses: &[SimulatedWitness], quorum: usize) -> Policy {
    let mut text = String::new();
    let written = logs.iter().try_for_each(|key| writeln!(text, "log {key}"));
    let numbered = witnesses.iter().enumerate();
    let written = written.and_then(|()| {
        numbered
            .clone()
            .try_for_each(|(at, one)| writeln!(text, "witness w{at} {}", one.key))
    });
    let names: Vec<String> = numbered.map(|(at, _)| format!("w{at}")).collect();
    let last = match quorum {
        0 => "quorum none\n".to_owned(),
        quorum => format!(
            "group all-of-them {quorum} {}\nquorum all-of-them\n",
            names.join(" ")
        ),
    };
    text.push_str(&last);
    let policy = written
        .ok()
        .and_then(|()| Policy::parse(text.as_bytes()).ok());
    policy.expect("the policy is one")
}

impl World {
    /// The world of a seed: two or three honest sites, perhaps one that lies; three to seven witnesses, of
    /// which fewer than a third lie; two readers.
    pub(crate) fn new(seed: u64, planted: Option<Planted>) -> Self {
        let mut random = Random::new(seed);
        let count = 3 + random.at(5);
        let lying = random.at((count - 1) / 3 + 1);
        let quorum = usize::midpoint(count, lying) + 1;
        let really = match planted {
            // One more than the quorum was computed for: two quorums need share no honest witness.
            Some(Planted::OneLiarTooMany) => 2 * quorum - count,
            _ => lying,
        };
        // Its signatures take far longer.
        let knows_ml_dsa = random.one_in(8);
        let mut witnesses: Vec<SimulatedWitness> = (0..count)
            .map(|at| SimulatedWitness::new(at, at < really, knows_ml_dsa, &mut random))
            .collect();
        let sites: Vec<Site> = (0..2 + random.at(2))
            .map(|at| Site::new(at, count, planted, knows_ml_dsa, &mut random))
            .collect();
        let lies = random.one_in(2) || planted.is_some();
        let liar = lies.then(|| Liar::new(&mut random));
        let mut keys: Vec<VerifierKey> = sites.iter().map(Site::key).collect();
        keys.extend(liar.as_ref().map(|liar| liar.key().clone()));
        for witness in &mut witnesses {
            for key in &keys {
                witness.trust(key);
            }
        }
        let mut world = Self {
            seed,
            planted,
            now: 1_700_000_000,
            open: policy(&keys, &witnesses, 0),
            strict: policy(&keys, &witnesses, quorum),
            sites,
            liar,
            witnesses,
            readers: vec![Holder::default(), Holder::default()],
            network: Network::default(),
            summary: Summary::default(),
            trace: Vec::new(),
            random,
        };
        world.meet(&keys);
        world
    }

    /// Gives everybody an empty copy of every other log.
    fn meet(&mut self, keys: &[VerifierKey]) {
        for key in keys {
            let held = || (key.name().to_owned(), Held::new(key, self.planted));
            for site in self
                .sites
                .iter_mut()
                .filter(|site| site.origin != key.name())
            {
                site.holder.copies.extend([held()]);
            }
            for reader in &mut self.readers {
                reader.copies.extend([held()]);
            }
        }
    }

    pub(crate) fn run(mut self) -> Result<Summary, Box<Violation>> {
        match self.events() {
            Ok(()) => Ok(self.summary),
            Err((invariant, what)) => Err(Box::new(Violation {
                seed: self.seed,
                planted: self.planted,
                invariant,
                what,
                trace: self.trace,
            })),
        }
    }

    fn events(&mut self) -> Result<(), Broken> {
        for _ in 0..40 + self.random.below(120) {
            self.event()?;
        }
        self.end()
    }

    fn tell(&mut self, what: impl Into<String>) {
        if self.trace.len() == TRACE_MAX {
            self.trace.remove(0);
        }
        self.trace.push(what.into());
    }

    /// Something happens.
    fn event(&mut self) -> Result<(), Broken> {
        let site = self.random.at(self.sites.len());
        match self.random.below(24) {
            0..5 => return self.at_site(site, "appends", Site::append),
            5..8 => return self.at_site(site, "publishes", |site, _| Ok(site.publish())),
            8..11 => return self.ask(site),
            11..13 => self.show(site),
            13..17 => return (0..=self.random.below(8)).try_for_each(|_| self.arrive()),
            17 => self.arm(),
            18 => self.cut(site),
            19 => self.weather(site),
            _ => self.lie(),
        }
        Ok(())
    }

    /// A site does something, after opening its log where that is closed.
    fn at_site(
        &mut self,
        at: usize,
        what: &str,
        act: impl FnOnce(&mut Site, &mut Random) -> Result<bool, Broken>,
    ) -> Result<(), Broken> {
        let Some(site) = self.sites.get_mut(at) else {
            return Ok(());
        };
        let done = site.open()? && act(site, &mut self.random)?;
        if !done {
            let power = self.random.one_in(2);
            site.stop(power, &mut self.random);
            if self.random.one_in(2) {
                // The next failure comes while the log is being opened.
                let disk = &site.disk.disk;
                let failure = FAILURES.get(self.random.at(FAILURES.len())).copied();
                disk.fail_at(
                    disk.steps() + self.random.below(30),
                    failure.unwrap_or(Failure::Undone),
                );
            }
            self.summary.failures += 1;
            self.summary.crashes += u64::from(power);
        }
        let ending = if done { "" } else { ", and its disk fails" };
        self.tell(format!("site {at} {what}{ending}"));
        Ok(())
    }

    /// A site asks some witnesses.
    fn ask(&mut self, at: usize) -> Result<(), Broken> {
        self.at_site(at, "asks for cosignatures", |_, _| Ok(true))?;
        for witness in 0..self.witnesses.len() {
            let request = self.sites.get(at).and_then(|site| site.request(witness));
            if let Some(request) = request.filter(|_| !self.random.one_in(4)) {
                let body = Body::Request(Box::new(request));
                self.network
                    .send(Place::Site(at), Place::Witness(witness), body);
            }
        }
        Ok(())
    }

    /// Somebody who holds copies.
    fn somebody(&mut self) -> Place {
        let at = self.random.at(self.sites.len() + self.readers.len());
        match at.checked_sub(self.sites.len()) {
            Some(reader) => Place::Reader(reader),
            None => Place::Site(at),
        }
    }

    /// Somebody copies the files of a site.
    fn show(&mut self, at: usize) {
        let to = self.somebody();
        let Some(site) = self.sites.get_mut(at).filter(|_| to != Place::Site(at)) else {
            return;
        };
        let origin = site.origin.clone();
        if let Some(disk) = site.show() {
            self.network
                .send(Place::Site(at), to, Body::Files { origin, disk });
            self.tell(format!("the files of site {at} are copied for {to:?}"));
        }
    }

    /// A message arrives.
    fn arrive(&mut self) -> Result<(), Broken> {
        let Some(Message { from, to, body }) = self.network.arrive(&mut self.random) else {
            return Ok(());
        };
        match (to, body) {
            (Place::Witness(at), Body::Request(request)) => {
                let Some(witness) = self.witnesses.get_mut(at) else {
                    return Ok(());
                };
                if let Some((status, body)) = witness.answer(&request.to_string(), self.now) {
                    let answer = Body::Answer {
                        request,
                        status,
                        body,
                    };
                    self.network.send(to, from, answer);
                }
                Ok(())
            }
            (
                Place::Site(at),
                Body::Answer {
                    request,
                    status,
                    body,
                },
            ) => {
                let Place::Witness(number) = from else {
                    return Ok(());
                };
                let key = self.witnesses.get(number).map(|one| one.key.clone());
                let (Some(key), policy) = (key, self.strict.clone()) else {
                    return Ok(());
                };
                self.at_site(at, "gets an answer", |site, _| {
                    site.answer((number, &key), &request, (status, &body), &policy)
                })
            }
            (_, Body::Files { origin, disk }) => {
                let disk = self.perhaps_damaged(disk);
                self.take(to, &origin, &disk)
            }
            _ => Ok(()),
        }
    }

    /// Files, one of which was changed on the way in one case of four.
    fn perhaps_damaged(&mut self, disk: SimulatedDisk) -> SimulatedDisk {
        let paths = disk.paths();
        let path = paths.get(self.random.at(paths.len()));
        let Some(path) = path.filter(|_| self.random.one_in(4)) else {
            return disk;
        };
        let damaged = disk.snapshot();
        let bit = self.random.below(1 << 20);
        damaged.damage(path, |bytes| {
            let at = usize::try_from(bit / 8).unwrap_or(0) % bytes.len().max(1);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << (bit % 8);
            }
        });
        self.tell(format!("a bit of {path} is changed on the way"));
        damaged
    }

    /// A copy gets files.
    fn take(&mut self, to: Place, origin: &str, disk: &SimulatedDisk) -> Result<(), Broken> {
        let (holder, policy) = match to {
            Place::Site(at) => (
                self.sites.get_mut(at).map(|site| &mut site.holder),
                &self.open,
            ),
            Place::Reader(at) => (self.readers.get_mut(at), &self.strict),
            Place::Witness(_) | Place::Liar => return Ok(()),
        };
        let Some(held) = holder.and_then(|holder| holder.copies.get_mut(origin)) else {
            return Ok(());
        };
        // Honest logs have one history, which their sites prove at the end: every two heads agree.
        let mut honest = Truth::honest();
        let truth = match &mut self.liar {
            Some(liar) if origin == "liar.example" => &mut liar.truth,
            _ => &mut honest,
        };
        let seen = held.update(disk, policy, truth)?;
        let name = match seen {
            Seen::Nothing => "has no use for",
            Seen::Grown => "takes over",
            Seen::Refused => "refuses",
            Seen::Fork => "sees a fork in",
            Seen::Failed => "fails to take over",
        };
        self.summary.updates += u64::from(matches!(seen, Seen::Grown));
        self.summary.refused += u64::from(matches!(seen, Seen::Refused));
        self.summary.forks += u64::from(matches!(seen, Seen::Fork));
        if matches!(seen, Seen::Failed) {
            let power = self.random.one_in(2);
            held.stop(power, &mut self.random);
            self.summary.failures += 1;
            self.summary.crashes += u64::from(power);
        }
        self.tell(format!("{to:?} {name} files of {origin}"));
        Ok(())
    }

    /// The disk of a site, or of one of the copies.
    fn some_disk(&mut self) -> Option<PlantedDisk> {
        let copies = match self.somebody() {
            Place::Site(at) => {
                let site = self.sites.get(at)?;
                if !self.random.one_in(3) {
                    return Some(site.disk.clone());
                }
                &site.holder.copies
            }
            Place::Reader(at) => &self.readers.get(at)?.copies,
            Place::Witness(_) | Place::Liar => return None,
        };
        let at = self.random.at(copies.len());
        copies.values().nth(at).map(|held| held.disk.clone())
    }

    /// One of the next effects of a disk will fail.
    fn arm(&mut self) {
        let Some(disk) = self.some_disk() else {
            return;
        };
        let failure = FAILURES.get(self.random.at(FAILURES.len())).copied();
        let step = disk.disk.steps() + self.random.below(40);
        if let Some(failure) = failure.filter(|_| !disk.disk.is_off()) {
            disk.disk.fail_at(step, failure);
            self.tell(format!("step {step} of a disk will end with {failure:?}"));
        }
    }

    /// The power of a site goes.
    fn cut(&mut self, at: usize) {
        let Some(site) = self.sites.get_mut(at) else {
            return;
        };
        let power = !self.random.one_in(3);
        site.stop(power, &mut self.random);
        self.summary.crashes += u64::from(power);
        for held in site.holder.copies.values_mut() {
            held.stop(power, &mut self.random);
        }
        self.tell(format!("site {at} stops; the power goes: {power}"));
    }

    /// A clock jumps, a disk fills up or is emptied, somebody is cut off.
    fn weather(&mut self, at: usize) {
        match self.random.below(4) {
            0 => {
                let jump = self.random.below(1 << 32);
                let back = self.now.saturating_sub(jump);
                self.now = if self.random.one_in(2) {
                    back
                } else {
                    self.now + jump
                };
                self.tell(format!("the clock jumps to {}", self.now));
            }
            1 => {
                let room = self.random.at(20_000);
                if let Some(site) = self.sites.get(at) {
                    site.disk.disk.limit(Some(site.disk.disk.used() + room));
                }
                self.tell(format!("the disk of site {at} has {room} bytes left"));
            }
            2 => {
                for site in &self.sites {
                    site.disk.disk.limit(None);
                }
            }
            _ => {
                let mut island = vec![Place::Site(at)];
                island.extend((0..self.random.at(3)).map(Place::Witness));
                self.tell(format!("{island:?} are cut off"));
                let is_over = self.random.one_in(2);
                self.network
                    .partition(if is_over { Vec::new() } else { island });
            }
        }
    }

    /// The site that lies does something.
    fn lie(&mut self) {
        let to = self.somebody();
        let Some(liar) = &mut self.liar else {
            return;
        };
        let history = self.random.at(2);
        if self.random.one_in(3) {
            liar.append(&mut self.random);
        }
        // Each honest witness is asked for one history; those that lie sign both.
        for (at, witness) in self.witnesses.iter_mut().enumerate() {
            if witness.lies || at % 2 == history {
                // Whether it cosigns shows in the head.
                let _ = liar.ask(history, witness, self.now);
            }
        }
        if let Some(disk) = liar.show(history) {
            let origin = "liar.example".to_owned();
            self.network
                .send(Place::Liar, to, Body::Files { origin, disk });
            self.tell(format!("the liar shows history {history} to {to:?}"));
        }
    }

    /// Everything is repaired, and everybody gets all files of all honest sites; then all must hold.
    fn end(&mut self) -> Result<(), Broken> {
        self.tell("all is repaired");
        let mut logs: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
        let mut shown = Vec::new();
        for site in &mut self.sites {
            site.stop(true, &mut self.random);
            site.disk.disk.limit(None);
            let entries = site.end()?.to_vec();
            self.summary.acknowledged += site.acknowledged();
            self.summary.cosigned += site.cosigned;
            logs.insert(site.origin.clone(), entries);
            shown.extend(site.show().map(|disk| (site.origin.clone(), disk)));
        }
        let open = &self.open;
        let holders = self.sites.iter_mut().map(|site| (&mut site.holder, true));
        let holders = holders.chain(self.readers.iter_mut().map(|reader| (reader, false)));
        let mut heads: Vec<Checkpoint> = Vec::new();
        for (holder, is_site) in holders {
            for (origin, held) in &mut holder.copies {
                held.stop(true, &mut self.random);
                let files = shown.iter().find(|(name, _)| name == origin);
                if let Some((_, disk)) = files.filter(|_| is_site) {
                    held.update(disk, open, &mut Truth::honest())?;
                }
                check_copy(origin, held, &logs, is_site)?;
                match &mut self.liar {
                    Some(liar) if origin == "liar.example" => {
                        check_liar(held, liar, &mut heads, is_site)?;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// A copy of an honest log has its entries, and its files are in order.
fn check_copy(
    origin: &str,
    held: &mut Held,
    logs: &BTreeMap<String, Vec<Vec<u8>>>,
    is_whole: bool,
) -> Result<(), Broken> {
    held.fsck()?;
    let Some(log) = logs.get(origin) else {
        return Ok(());
    };
    let entries = held.entries()?;
    if held.knows_fork {
        return Err((4, format!("an honest log is accused: {origin}")));
    }
    let same = if is_whole {
        entries == *log
    } else {
        log.starts_with(&entries)
    };
    if !same {
        let what = format!(
            "a copy of {origin} has {} entries, and not those of it",
            entries.len()
        );
        return Err((3, what));
    }
    Ok(())
}

/// Nobody has taken over two heads of different histories, and no two readers have: `heads` are those
/// that readers before have.
fn check_liar(
    held: &Held,
    liar: &mut Liar,
    heads: &mut Vec<Checkpoint>,
    is_site: bool,
) -> Result<(), Broken> {
    let own = held.accepted.clone();
    if !is_site {
        heads.extend(own.iter().cloned());
    }
    let (all, invariant) = if is_site {
        (own, 4)
    } else {
        (heads.clone(), 5)
    };
    for (at, one) in all.iter().enumerate() {
        for other in all.iter().skip(at + 1) {
            if !liar.truth.reconciles(one, other) {
                let what = format!(
                    "heads of {} and {} entries of two histories count",
                    one.size(),
                    other.size()
                );
                return Err((invariant, what));
            }
        }
    }
    Ok(())
}
