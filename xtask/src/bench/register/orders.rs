//! How long an order takes to be checked, process and all, and how large a short one is.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interrex_log::Reader;
use interrex_register::opened::Acts as _;
use interrex_register::order::{Carried, Full, Order, Short, Statement, Verdict, verify};
use interrex_register::trust::Trust;
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::cosignature::Cosigner;
use serde_json::value::RawValue;

use super::acts::{Stream, moment};
use super::disk::Folder;
use super::who::{line, make, middle, signer, started, trust};
use crate::process;

/// What one code to be photographed holds at most, in bytes.
const CODE: usize = 2953;

fn raw(bytes: &[u8]) -> Result<Box<RawValue>, String> {
    let text = String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string())?;
    RawValue::from_string(text).map_err(|error| error.to_string())
}

/// Two witnesses, and their lines in a policy that asks for both.
fn witnesses(ml_dsa: bool) -> Result<(Vec<Cosigner>, String), String> {
    let mut all = Vec::new();
    let mut text = String::new();
    for (name, seed) in [("w1", 11), ("w2", 12)] {
        let of = format!("{name}.example/witness");
        let key = if ml_dsa {
            Cosigner::ml_dsa_44(&of, &[seed; 32])
        } else {
            Cosigner::ed25519(&of, &[seed; 32])
        };
        let key = key.map_err(|fault| fault.to_string())?;
        let _ = writeln!(text, "witness {name} {}", key.verifier());
        all.push(key);
    }
    text.push_str("group both all w1 w2\nquorum both\n");
    Ok((all, text))
}

fn cosigned(
    mut head: SignedCheckpoint,
    witnesses: &[Cosigner],
    second: u64,
) -> Result<SignedCheckpoint, String> {
    for witness in witnesses {
        let signature = witness.cosign(head.checkpoint(), second);
        head.add(signature.map_err(|error| error.to_string())?);
    }
    Ok(head)
}

/// The last order of a register, in the short form.
fn short(
    stream: &Stream,
    folder: &Path,
    acts: u32,
    ml_dsa: bool,
) -> Result<(Order, Trust), String> {
    let (witnesses, policy) = witnesses(ml_dsa)?;
    let trust = trust(stream, &policy)?;
    let disk = Folder::read_only(&folder.join("log"));
    let fault = |error: interrex_log::LogError| error.to_string();
    let reader = Reader::open(&disk)
        .map_err(fault)?
        .ok_or("there is no log")?;
    let is_order = |number: &u32| {
        let act = stream.act(*number);
        act.is_ok_and(|act| matches!(act.deed, interrex_register::Deed::Order { .. }))
    };
    let number = (0..acts).rev().find(is_order).ok_or("there is no order")?;
    let second = u64::try_from(moment(acts).unix()).unwrap_or_default();
    let head = cosigned(reader.head().clone(), &witnesses, second)?;
    let index = u64::from(number);
    let proof = reader.proof_under(index, &head).map_err(fault)?;
    println!("{:<62}{:>12}", "hashes in the proof", proof.hashes().len());
    let act = stream.act(number)?;
    let statement = Statement {
        order: act.digest(),
        power: "command".to_owned(),
        holder: "chief-incumbent".to_owned(),
        plan: stream.digest.clone(),
        as_of: moment(acts),
        not_in: Vec::new(),
        sites: Vec::new(),
    };
    let order = Order::Short(Short {
        entry: raw(&reader.entry(index).map_err(fault)?)?,
        proof: proof.to_string(),
        statement: statement.signed(&[&signer()?])?,
    });
    Ok((order, trust))
}

fn full(stream: &Stream, folder: &Path) -> Result<(Order, Trust), String> {
    let acts = 100;
    make(stream, folder, acts)?;
    let (order, trust) = short(stream, folder, acts, false)?;
    let Order::Short(short) = order else {
        return Err("it is not short".to_owned());
    };
    let proof = interrex_tlog::proof::Proof::parse(short.proof.as_bytes());
    let proof = proof.map_err(|error| error.to_string())?;
    let entries = (0..acts).map(|number| raw(&stream.entry(number)?));
    let order = Order::Full(Full {
        order: stream
            .act(u32::try_from(proof.index()).unwrap_or_default())?
            .digest(),
        logs: vec![Carried {
            checkpoint: proof.checkpoint().to_string(),
            entries: entries.collect::<Result<_, _>>()?,
        }],
        plans: [(stream.digest.clone(), vec![stream.plan_text.clone()])].into(),
        instrument: None,
        instrument_hex: None,
    });
    Ok((order, trust))
}

/// Writes an order with its trust file, checks what it should come to, and measures the program on it.
fn checked(root: &Path, name: &str, (order, trust): &(Order, Trust)) -> Result<(), String> {
    let (file, trusted) = (root.join(name), root.join(format!("{name}.trust.toml")));
    let bytes = order.to_bytes();
    let written = fs::write(&file, &bytes);
    written
        .and_then(|()| fs::write(&trusted, trust.to_text()))
        .map_err(|error| error.to_string())?;
    let found = verify(&bytes, trust, None);
    if !matches!(found.verdict, Verdict::Held | Verdict::HeldOnWord) {
        return Err(format!("{name}: {}", found.reason));
    }
    let codes = bytes.len().div_ceil(CODE);
    println!(
        "{:<62}{:>12} bytes, {codes} codes",
        format!("size: {name}"),
        bytes.len()
    );
    let program = process::root().join("target/release/interrex");
    let (program, file) = (program.display().to_string(), file.display().to_string());
    let trusted = trusted.display().to_string();
    let took: Result<Vec<_>, String> = (0..50)
        .map(|_| started(&program, &["verify", &file, "--trust", &trusted]))
        .collect();
    line(&format!("verify, process and all: {name}"), middle(took?));
    Ok(())
}

/// Measures orders of the register of so many acts in a folder.
pub(super) fn run(stream: &Stream, root: &Path, folder: &Path, acts: u32) -> Result<(), String> {
    println!("\norders");
    let nothing: Result<Vec<_>, String> = (0..50).map(|_| started("true", &[])).collect();
    line("a process that does nothing", middle(nothing?));
    checked(
        root,
        "full, of a register of 100 acts",
        &full(stream, &root.join("small"))?,
    )?;
    let name = format!("short, of {acts} acts, Ed25519");
    checked(root, &name, &short(stream, folder, acts, false)?)?;
    let name = format!("short, of {acts} acts, ML-DSA-44");
    checked(root, &name, &short(stream, folder, acts, true)?)
}
