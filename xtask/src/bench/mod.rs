//! Measurements.
//!
//! Responsible for the plans that are measured and for what is reported: time and peak memory of
//! reading, compiling and proving, as a table and as JSON. What a good number is, `bench/README.md`
//! says; a measurement never fails a build.

mod national;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Measures, or writes the plans that would be measured.
///
/// # Errors
///
/// Says which argument is not understood, or which file could not be written.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let options = Options::parse(arguments)?;
    let folder = options.write_to.as_deref().ok_or(USAGE)?;
    for scale in &options.scales {
        let text = national::plan(*scale, options.seed);
        write(folder, *scale, &text)?;
    }
    Ok(ExitCode::SUCCESS)
}

const USAGE: &str =
    "usage: cargo xtask bench plan [--scale 1,2,4] [--seed N] [--json FILE] [--write-to FOLDER]";

/// What the command line asks for.
struct Options {
    scales: Vec<u32>,
    seed: u64,
    write_to: Option<String>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut words = arguments.iter().map(String::as_str);
        if words.next() != Some("plan") {
            return Err(USAGE.to_owned());
        }
        let mut options = Self {
            scales: vec![1],
            seed: 1,
            write_to: None,
        };
        while let Some(word) = words.next() {
            let value = words
                .next()
                .ok_or_else(|| format!("`{word}` needs a value"))?;
            options.set(word, value)?;
        }
        Ok(options)
    }

    fn set(&mut self, word: &str, value: &str) -> Result<(), String> {
        let number = || format!("`{value}` is no number");
        match word {
            "--scale" => {
                let scales: Result<_, _> = value.split(',').map(str::parse).collect();
                self.scales = scales.map_err(|_| number())?;
            }
            "--seed" => self.seed = value.parse().map_err(|_| number())?,
            "--write-to" => self.write_to = Some(value.to_owned()),
            _ => return Err(USAGE.to_owned()),
        }
        Ok(())
    }
}

fn write(folder: &str, scale: u32, text: &str) -> Result<(), String> {
    let path = Path::new(folder).join(format!("national-{scale}x.toml"));
    fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!(
        "{}: {} lines, {} KiB",
        path.display(),
        text.lines().count(),
        text.len() / 1024
    );
    Ok(())
}
